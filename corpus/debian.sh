# Read by qemu-tree and qemu-program: how they speak, and Debian's archive through apt's own client. The caller
# sets $work, a folder of its own, before it asks Debian anything.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "error: $*"; exit 1; }
need() {
    command -v "$1" >/dev/null 2>&1 || die "\`$1\` is missing: install $2 and run this again"
}

# Is version $1 the asked release $2, or a point release of it? Any is when none is asked for.
fits() {
    case $1 in ${2:-*} | "$2".*) return 0 ;; *) return 1 ;; esac
}

# Suites, the likeliest first: one that has the version ends the search.
suites_for() {
    case $1 in
    7.*) echo bookworm trixie forky sid ;;
    8.* | 9.* | 10.0*) echo trixie bookworm forky sid ;;
    newest) echo sid ;;
    *) echo sid forky trixie bookworm ;;
    esac
}

# The Debian archive that this machine's own apt names, first of several.
debian_mirror() {
    if [ -n "${DEBIAN_MIRROR:-}" ]; then
        printf '%s\n' "$DEBIAN_MIRROR"
        return
    fi
    apt-get indextargets --format '$(REPO_URI)' 2>/dev/null |
        sed -n 's,/*$,,; /^[a-z+]*:.*\/debian$/p' | head -n 1
}

debian_keyring() {
    for keyring in /usr/share/keyrings/debian-archive-keyring.gpg /usr/share/keyrings/debian-archive-keyring.pgp; do
        if [ -r "$keyring" ]; then
            printf '%s\n' "$keyring"
            return
        fi
    done
}

# A private apt: own lists, own cache, none of the hooks that the system's apt runs after an update.
write_apt_configuration() {
    mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/log" "$work/empty"
    : >"$work/status"
    cat >"$work/apt.conf" <<END
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear Acquire::IndexTargets;
Acquire::IndexTargets::deb-src::Sources {
    MetaKey "\$(COMPONENT)/source/Sources";
    ShortDescription "Sources";
    Description "\$(RELEASE)/\$(COMPONENT) Sources";
    Optional "false";
};
Acquire::IndexTargets::deb::Packages {
    MetaKey "\$(COMPONENT)/binary-\$(ARCHITECTURE)/Packages";
    ShortDescription "Packages";
    Description "\$(RELEASE)/\$(COMPONENT) Packages";
    Optional "false";
};
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::AllowInsecureRepositories "false";
APT::Get::AllowUnauthenticated "false";
APT::Sandbox::User "$(id -un)";
Dir::State "$work/state";
Dir::State::lists "$work/state/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
Dir::Log "$work/log";
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "$work/empty";
END
}

private_apt() {
    tool=$1
    shift
    LC_ALL=C "$tool" -c="$work/apt.conf" "$@"
}

# Can Debian be asked here? Says why not.
private_apt_is_possible() {
    command -v apt-get >/dev/null 2>&1 || { say "no apt-get here: not from Debian"; return 1; }
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { say "this machine's apt names no Debian mirror (set DEBIAN_MIRROR): not from Debian"; return 1; }
    keyring=$(debian_keyring)
    [ -n "$keyring" ] || { say "no archive keyring (package debian-archive-keyring): not from Debian"; return 1; }
    write_apt_configuration
}

# Reads the lists of one suite, of sources (`deb-src`) or of packages (`deb`), in place of those read before.
read_suite() {
    printf '%s [signed-by=%s] %s %s main\n' "$1" "$keyring" "$mirror" "$2" >"$work/sources.list"
    private_apt apt-get update -q -o APT::Update::Error-Mode=any >&2 || { say "$2: its lists could not be read"; return 1; }
}

# The newest package version, from records on standard input, whose upstream version fits; epoch and revision
# kept.
newest_that_fits() {
    sed -n 's/^Version: //p' | sort -Vru |
        while read -r package_version; do
            upstream=${package_version#*:}
            upstream=${upstream%%[+-]*}
            if fits "$upstream" "$1"; then
                printf '%s\n' "$package_version"
                break
            fi
        done
}
