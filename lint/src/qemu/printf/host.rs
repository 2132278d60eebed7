//! The host ABI classes: which C type hides behind each typedef and macro on which host.
//!
//! The source of each cell is the compilers' own predefined macros and the C libraries'
//! `<inttypes.h>`; `tests/oracles/compilers.rs` holds every one of them against gcc and clang.

use super::rank::Rank;

/// Hosts on which every type that trace events use has the same width and rank, and printf knows the same
/// conversions. Where C libraries differ, a class of hosts has several of these, all of one name.
#[derive(Debug)]
pub struct Host {
    /// The name of its class in JSON and in the configuration.
    pub name: &'static str,
    /// What `int64_t`, and so `PRI?64`, is.
    pub int64: Rank,
    /// What `size_t` and `ssize_t`, and so `z`, are.
    pub size: Rank,
    /// What `ptrdiff_t`, and so `t`, is.
    pub ptrdiff: Rank,
    /// What `uintptr_t`, and so `PRI?PTR`, is.
    pub intptr: Rank,
    /// What `intmax_t`, and so `j` and `PRI?MAX`, is.
    pub intmax: Rank,
    /// True where `PRI?MAX` is `j`; elsewhere it is the modifier of what `intmax_t` is.
    pub max_macro_is_j: bool,
    /// What `int_fast16_t`, and so `PRI?FAST16`, is.
    pub fast16: Rank,
    /// What `int_fast32_t`, and so `PRI?FAST32`, is.
    pub fast32: Rank,
    /// True where `PRI?8` and `PRI?16` are `hh` and `h`, as in glibc since 2.43; elsewhere both are empty.
    pub short_macros: bool,
    /// What `wchar_t` is.
    pub wide: Wide,
    /// True where `wint_t` is `int` on some systems, so that `%lc` of an unsigned one is wrong.
    pub signed_wint: bool,
    /// True where gcc builds QEMU: what gcc alone warns about is wrong there.
    pub has_gcc: bool,
    /// True where `%Ld` is no spelling of `%lld`: to clang, or to printf.
    pub strict_l: bool,
    /// True where printf does not know `%qd`.
    pub strict_q: bool,
    /// True for the C library musl, whose printf prints nothing of a line in which it does not know a conversion.
    pub is_musl: bool,
}

/// What `wchar_t` is on a host class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {
    /// `int`, on every processor.
    Int,
    /// `int`, `unsigned int` or `long`, by processor: no type of an argument fits them all.
    Varies,
    /// `unsigned short`.
    Short,
}

use Rank::{Int, Long, LongLong, Short};

/// All hosts, class by class.
pub static HOSTS: [Host; 15] = [
    GLIBC_64,
    Host { short_macros: true, ..GLIBC_64 },
    Host { fast16: Int, fast32: Int, strict_l: true, strict_q: true, is_musl: true, ..GLIBC_64 },
    Host { max_macro_is_j: true, wide: Wide::Varies, has_gcc: false, ..lp64("freebsd-64") },
    Host { fast16: Short, short_macros: true, ..lp64("netbsd-64") },
    Host {
        int64: LongLong,
        max_macro_is_j: true,
        fast16: Short,
        short_macros: true,
        strict_l: true,
        has_gcc: false,
        ..lp64("macos")
    },
    Host {
        int64: LongLong,
        size: LongLong,
        ptrdiff: LongLong,
        intptr: LongLong,
        intmax: LongLong,
        fast16: Short,
        wide: Wide::Short,
        signed_wint: false,
        strict_l: true,
        strict_q: true,
        ..lp64("windows-64")
    },
    Host { int64: LongLong, intmax: LongLong, max_macro_is_j: true, has_gcc: false, ..lp64("openbsd-64") },
    Host { int64: LongLong, intmax: LongLong, has_gcc: false, ..lp64("wasm64") },
    GLIBC_32,
    Host { short_macros: true, ..GLIBC_32 },
    Host { strict_l: true, strict_q: true, is_musl: true, ..GLIBC_32 },
    Host {
        fast16: Short,
        wide: Wide::Short,
        signed_wint: false,
        strict_l: true,
        strict_q: true,
        ..ilp32("windows-32")
    },
    Host {
        size: Long,
        ptrdiff: Long,
        intptr: Long,
        max_macro_is_j: true,
        has_gcc: false,
        ..ilp32("openbsd-32")
    },
    Host { size: Long, ptrdiff: Long, intptr: Long, has_gcc: false, ..ilp32("wasm32") },
];

const GLIBC_64: Host =
    Host { fast16: Long, fast32: Long, wide: Wide::Varies, signed_wint: false, ..lp64("linux-64") };
const GLIBC_32: Host = Host { wide: Wide::Varies, signed_wint: false, ..ilp32("linux-32") };

const fn lp64(name: &'static str) -> Host {
    Host {
        name,
        int64: Long,
        size: Long,
        ptrdiff: Long,
        intptr: Long,
        intmax: Long,
        max_macro_is_j: false,
        fast16: Int,
        fast32: Int,
        short_macros: false,
        wide: Wide::Int,
        signed_wint: true,
        has_gcc: true,
        strict_l: false,
        strict_q: false,
        is_musl: false,
    }
}

const fn ilp32(name: &'static str) -> Host {
    let host = lp64(name);
    Host { int64: LongLong, size: Int, ptrdiff: Int, intptr: Int, intmax: LongLong, ..host }
}

impl Host {
    /// True for a host whose pointers have 64 bits.
    pub(crate) fn is_64_bit(&self) -> bool {
        !self.is_32_bit()
    }

    fn is_32_bit(&self) -> bool {
        self.name.ends_with("32")
    }
}

/// The names of all classes of hosts.
pub(crate) fn host_names() -> Vec<&'static str> {
    ALL_HOSTS.names()
}

/// A set of hosts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct HostSet(u16);

/// Every host.
pub const ALL_HOSTS: HostSet = HostSet((1 << HOSTS.len()) - 1);

impl HostSet {
    /// No host at all.
    pub const NONE: HostSet = HostSet(0);

    /// The hosts for which `wanted` is true.
    pub fn filter(wanted: impl Fn(&Host) -> bool) -> HostSet {
        HOSTS
            .iter()
            .enumerate()
            .filter(|(_, host)| wanted(host))
            .fold(HostSet::NONE, |set, (index, _)| HostSet(set.0 | 1 << index))
    }

    /// The hosts of both sets.
    pub fn union(self, other: HostSet) -> HostSet {
        HostSet(self.0 | other.0)
    }

    /// The hosts that are in both sets.
    pub fn intersection(self, other: HostSet) -> HostSet {
        HostSet(self.0 & other.0)
    }

    /// The hosts that are not in it.
    pub fn complement(self) -> HostSet {
        HostSet(ALL_HOSTS.0 & !self.0)
    }

    /// True when no host is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True when every host is in it.
    pub fn is_all(self) -> bool {
        self == ALL_HOSTS
    }

    /// True when every host of `other` is in it.
    pub fn contains(self, other: HostSet) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when some host is in both sets.
    pub fn touches(self, other: HostSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Its hosts, in the order of [`HOSTS`].
    pub fn iter(self) -> impl Iterator<Item = &'static Host> {
        HOSTS.iter().enumerate().filter(move |(index, _)| self.0 & 1 << index != 0).map(|(_, host)| host)
    }

    /// The names of their classes, each once.
    pub fn names(self) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.iter().map(|host| host.name).collect();
        names.dedup(); // those of a class stand together
        names
    }
}

/// Hosts under one name.
type Named = (&'static str, fn(&Host) -> bool);

/// The names, each before those of its parts.
static NAMED: [Named; 25] = [
    ("64-bit Linux", |host| host.name == "linux-64"),
    ("glibc", is_glibc),
    ("glibc 2.43 or later", |host| is_glibc(host) && host.short_macros),
    ("glibc before 2.43", |host| is_glibc(host) && !host.short_macros),
    ("musl", |host| host.is_musl),
    ("64-bit glibc", |host| is_glibc(host) && !host.is_32_bit()),
    ("64-bit glibc 2.43 or later", |host| is_glibc(host) && host.short_macros && !host.is_32_bit()),
    ("64-bit glibc before 2.43", |host| is_glibc(host) && !host.short_macros && !host.is_32_bit()),
    ("64-bit musl", |host| host.is_musl && !host.is_32_bit()),
    ("FreeBSD", |host| host.name == "freebsd-64"),
    ("NetBSD", |host| host.name == "netbsd-64"),
    ("macOS", |host| host.name == "macos"),
    ("Windows", |host| host.name == "windows-64"),
    ("OpenBSD", |host| host.name == "openbsd-64"),
    ("wasm", |host| host.name.starts_with("wasm")),
    ("wasm64", |host| host.name == "wasm64"),
    ("32-bit hosts", Host::is_32_bit),
    ("32-bit Linux", |host| host.name == "linux-32"),
    ("32-bit glibc", |host| is_glibc(host) && host.is_32_bit()),
    ("32-bit glibc 2.43 or later", |host| is_glibc(host) && host.short_macros && host.is_32_bit()),
    ("32-bit glibc before 2.43", |host| is_glibc(host) && !host.short_macros && host.is_32_bit()),
    ("32-bit musl", |host| host.is_musl && host.is_32_bit()),
    ("32-bit Windows", |host| host.name == "windows-32"),
    ("32-bit OpenBSD", |host| host.name == "openbsd-32"),
    ("wasm32", |host| host.name == "wasm32"),
];

fn is_glibc(host: &Host) -> bool {
    host.name.starts_with("linux") && !host.is_musl
}

/// The set in words, the hosts that go together under one name: "macOS, Windows and 32-bit hosts". Such a name
/// stands for those that there are `among` the hosts of an era.
pub fn describe(hosts: HostSet, among: HostSet) -> String {
    let mut said = HostSet::NONE;
    let mut titles: Vec<&str> = Vec::new();
    for (title, is_in) in NAMED {
        let group = HostSet::filter(is_in).intersection(among);
        if hosts.contains(group) && !said.contains(group) {
            said = said.union(group);
            titles.push(title);
        }
    }
    match titles.as_slice() {
        [] => "no host".into(),
        [only] => (*only).into(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_named_in_words() {
        let check = |names: &[&str], expected: &str| {
            let hosts = HostSet::filter(|host| names.contains(&host.name));
            assert_eq!(describe(hosts, ALL_HOSTS), expected);
        };
        check(&["macos"], "macOS");
        check(&["linux-64", "netbsd-64"], "64-bit Linux and NetBSD");
        check(&["linux-32", "windows-32", "openbsd-32", "wasm32"], "32-bit hosts");
        check(&["linux-64", "freebsd-64"], "64-bit Linux and FreeBSD");
        check(&["macos", "wasm64", "wasm32"], "macOS and wasm");
        check(&["linux-32", "wasm32"], "32-bit Linux and wasm32");
        assert_eq!(
            describe(HostSet::filter(|host| host.int64 == LongLong), ALL_HOSTS),
            "macOS, Windows, OpenBSD, wasm and 32-bit hosts"
        );
        let among = HostSet::filter(|host| !host.name.starts_with("wasm"));
        let narrow = HostSet::filter(Host::is_32_bit);
        assert_eq!(describe(narrow.intersection(among), among), "32-bit hosts");
        let check = |wanted: fn(&Host) -> bool, expected: &str| {
            assert_eq!(describe(HostSet::filter(wanted), ALL_HOSTS), expected);
        };
        check(|host| host.is_musl, "musl");
        check(|host| host.short_macros, "glibc 2.43 or later, NetBSD and macOS");
        check(|host| host.fast32 == Long, "64-bit glibc");
        check(|host| host.strict_q, "musl, Windows and 32-bit Windows");
        check(|host| host.is_musl || host.name == "linux-64", "64-bit Linux and musl");
    }

    #[test]
    fn each_host_has_a_name_of_its_own() {
        let mut names = Vec::new();
        for at in 0..HOSTS.len() {
            let alone = describe(HostSet(1 << at), ALL_HOSTS);
            assert!(!alone.contains(" and ") && alone != "no host" && !names.contains(&alone), "{alone}");
            names.push(alone);
        }
        assert!(host_names().windows(2).all(|pair| pair[0] != pair[1]));
    }
}
