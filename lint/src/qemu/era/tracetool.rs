//! What tracetool does in which releases, and how it is told of a tree's own: by words of its source.

use crate::qemu::version::Version;

/// What a tree's own tracetool does: a set of [`Check`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tracetool(u16);

/// Something that tracetool does in some releases, and the words of its source by which it is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Check {
    /// The first release that does it.
    pub(super) since: Version,
    /// The first release that does it no more.
    pub(super) until: Option<Version>,
    /// What stands in scripts/tracetool/__init__.py where it is done.
    mark: &'static str,
}

const CHECKS: [Check; 10] = [
    VCPU,
    TCG,
    TYPES,
    FLOATING_POINT,
    TEN_ARGUMENTS,
    FINAL_NEWLINE,
    PERCENT_M,
    NEWLINE_AT_END,
    NEWLINE,
    SPLIT_FORMATS,
];

/// The property `vcpu` (3d211d9f4d, removed by 2b1791323e).
pub(super) const VCPU: Check = Check::between(Version::new(2, 6), Version::new(10, 1), "\"vcpu\"");
/// The property `tcg` (f9bbba9569, removed by 126d4123c5).
pub(super) const TCG: Check = Check::between(Version::new(2, 2), Version::new(7, 0), "\"tcg\"");
/// `Argument type … is not allowed` (73ff061032).
pub(super) const TYPES: Check = Check::since(Version::new(2, 12), "is not allowed");
/// `float` and `double` among the allowed types (removed by ec09f87753).
pub(super) const FLOATING_POINT: Check = Check::between(Version::new(0, 14), Version::new(3, 0), "\"float\"");
/// `has more than maximum permitted argument count` (f3fddaf60b).
pub(super) const TEN_ARGUMENTS: Check = Check::since(Version::new(2, 10), "more than maximum permitted");
/// `does not end with a new line`: 2.12 to 3.1 have a check that lets the file pass.
pub(super) const FINAL_NEWLINE: Check = Check::since(Version::new(4, 0), "does not end with a new line");
/// `Event format '%m' is forbidden`.
pub(super) const PERCENT_M: Check = Check::since(Version::new(4, 0), "'%m' is forbidden");
/// `Event format must not end with a newline character`.
pub(super) const NEWLINE_AT_END: Check = Check::since(Version::new(4, 2), "must not end with a newline");
/// `Event format must not use new line character` (4c2b6f3287).
pub(super) const NEWLINE: Check = Check::since(Version::new(9, 1), "must not use new line");
/// Two formats, divided by a comma, in the regular expression of an event (f9bbba9569, removed by 2b1791323e).
pub(super) const SPLIT_FORMATS: Check =
    Check::between(Version::new(2, 2), Version::new(10, 2), "P<fmt_trans>");

impl Check {
    const fn since(since: Version, mark: &'static str) -> Check {
        Check { since, until: None, mark }
    }

    const fn between(since: Version, until: Version, mark: &'static str) -> Check {
        Check { since, until: Some(until), mark }
    }
}

impl Tracetool {
    /// Reads the text of scripts/tracetool/__init__.py.
    pub fn read(text: &[u8]) -> Tracetool {
        let has = |check: &Check| memchr::memmem::find(text, check.mark.as_bytes()).is_some();
        let bits = CHECKS.iter().enumerate().filter(|(_, check)| has(check));
        Tracetool(bits.fold(0, |set, (place, _)| set | 1 << place))
    }

    /// True for a check that it does.
    pub(super) fn does(self, check: Check) -> bool {
        let place = CHECKS.iter().position(|other| other.mark == check.mark);
        place.is_some_and(|place| self.0 & 1 << place != 0)
    }
}
