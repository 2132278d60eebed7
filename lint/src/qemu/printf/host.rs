//! The host ABI classes: which C type hides behind each typedef and macro on which host.
//!
//! The source of each cell is the compilers' own predefined macros and the C libraries'
//! `<inttypes.h>`; `tests/oracles/compilers.rs` holds every one of them against gcc and clang.

use super::rank::Rank;

/// One class of hosts on which every type that trace events use has the same width and rank.
#[derive(Debug)]
pub struct Host {
    /// Its name in JSON and in the configuration.
    pub name: &'static str,
    /// Its name in a message.
    pub title: &'static str,
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
    /// True where `PRI?8` and `PRI?16` are `hh` and `h`; elsewhere both are empty.
    pub short_macros: bool,
    /// What `wchar_t` is.
    pub wide: Wide,
    /// True where `wint_t` is `int` on some systems, so that `%lc` of an unsigned one is wrong.
    pub signed_wint: bool,
    /// True where gcc builds QEMU: what gcc alone warns about is wrong there.
    pub has_gcc: bool,
    /// True where clang takes `%Lu` for an error, not for a spelling of `%llu`.
    pub strict_l: bool,
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

/// All host classes.
pub static HOSTS: [Host; 10] = [
    Host { fast16: Long, fast32: Long, wide: Wide::Varies, ..lp64("linux-64", "64-bit Linux") },
    Host { fast16: Short, short_macros: true, ..lp64("netbsd-64", "NetBSD") },
    Host {
        int64: LongLong,
        max_macro_is_j: true,
        fast16: Short,
        short_macros: true,
        strict_l: true,
        has_gcc: false,
        ..lp64("macos", "macOS")
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
        ..lp64("windows-64", "Windows")
    },
    Host {
        int64: LongLong,
        intmax: LongLong,
        max_macro_is_j: true,
        has_gcc: false,
        ..lp64("openbsd-64", "OpenBSD")
    },
    Host { int64: LongLong, intmax: LongLong, has_gcc: false, ..lp64("wasm64", "wasm64") },
    Host { wide: Wide::Varies, signed_wint: false, ..ilp32("linux-32", "32-bit Linux") },
    Host {
        fast16: Short,
        wide: Wide::Short,
        signed_wint: false,
        strict_l: true,
        ..ilp32("windows-32", "32-bit Windows")
    },
    Host {
        size: Long,
        ptrdiff: Long,
        intptr: Long,
        max_macro_is_j: true,
        has_gcc: false,
        ..ilp32("openbsd-32", "32-bit OpenBSD")
    },
    Host { size: Long, ptrdiff: Long, intptr: Long, has_gcc: false, ..ilp32("wasm32", "wasm32") },
];

const fn lp64(name: &'static str, title: &'static str) -> Host {
    Host {
        name,
        title,
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
    }
}

const fn ilp32(name: &'static str, title: &'static str) -> Host {
    let host = lp64(name, title);
    Host { int64: LongLong, size: Int, ptrdiff: Int, intptr: Int, intmax: LongLong, ..host }
}

impl Host {
    /// True for a host whose pointers have 64 bits.
    pub fn is_64_bit(&self) -> bool {
        !self.name.ends_with("32")
    }
}

/// A set of host classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct HostSet(u16);

/// Every host class.
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
}

/// The set in words, the hosts that go together under one name: "macOS, Windows and 32-bit hosts". Such a name
/// stands for those that there are `among` the hosts of an era.
pub fn describe(hosts: HostSet, among: HostSet) -> String {
    let groups: [(&str, &[&str]); 11] = [
        ("64-bit Linux", &["linux-64"]),
        ("NetBSD", &["netbsd-64"]),
        ("macOS", &["macos"]),
        ("Windows", &["windows-64"]),
        ("OpenBSD", &["openbsd-64"]),
        ("wasm", &["wasm64", "wasm32"]),
        ("wasm64", &["wasm64"]),
        ("32-bit hosts", &["linux-32", "windows-32", "openbsd-32", "wasm32"]),
        ("32-bit Linux", &["linux-32"]),
        ("32-bit Windows", &["windows-32"]),
        ("32-bit OpenBSD", &["openbsd-32"]),
    ];
    let mut said = HostSet::NONE;
    let mut titles: Vec<&str> = Vec::new();
    for (title, names) in groups {
        let group = HostSet::filter(|host| names.contains(&host.name)).intersection(among);
        if hosts.contains(group) && !said.contains(group) {
            said = said.union(group);
            titles.push(title);
        }
    }
    titles.extend(
        hosts.iter().filter(|host| !said.iter().any(|other| other.name == host.name)).map(|host| host.title),
    );
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
        check(&["macos", "wasm64", "wasm32"], "macOS and wasm");
        check(&["linux-32", "wasm32"], "32-bit Linux and wasm32");
        assert_eq!(
            describe(HostSet::filter(|host| host.int64 == LongLong), ALL_HOSTS),
            "macOS, Windows, OpenBSD, wasm and 32-bit hosts"
        );
        let among = HostSet::filter(|host| !host.name.starts_with("wasm"));
        let narrow = HostSet::filter(|host| !host.is_64_bit());
        assert_eq!(describe(narrow.intersection(among), among), "32-bit hosts");
    }
}
