//! The number of a QEMU release. What a release accepts is told by [`super::era`].

use std::fmt;
use std::str::FromStr;

/// A QEMU version, as its file VERSION has it: 10.0.13, or 10.0.50 for what leads to 10.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    pub(super) major: u16,
    pub(super) minor: u16,
    patch: u16,
}

impl Version {
    /// The newest release whose rules are known.
    pub const NEWEST: Version = Version::new(11, 2);
    /// The oldest release whose rules are known: the first with trace events.
    pub(crate) const OLDEST: Version = Version::new(0, 14);

    /// The first release of a series, such as 10.1.
    pub(super) const fn new(major: u16, minor: u16) -> Version {
        Version { major, minor, patch: 0 }
    }

    /// Reads `10.0`, `10.0.13` or `10`, whether such a release is known or not.
    ///
    /// # Errors
    /// A sentence that says what was found and expected.
    pub fn read(text: &str) -> Result<Version, String> {
        let wrong = || format!("expected a QEMU version such as 10.0 or 7.2.22, found `{text}`");
        let mut numbers = [0; 3];
        let mut parts = text.trim().split('.');
        for (index, number) in numbers.iter_mut().enumerate() {
            match parts.next() {
                Some(part) => *number = part.parse().map_err(|_| wrong())?,
                None if index > 0 => break,
                None => return Err(wrong()),
            }
        }
        if parts.any(|part| part.parse::<u16>().is_err()) {
            return Err(wrong());
        }
        let [major, minor, patch] = numbers;
        Ok(Version { major, minor, patch })
    }

    /// True when a release of this series is known.
    pub fn is_known(self) -> bool {
        (Version::OLDEST..=Version::NEWEST).contains(&self.series())
    }

    /// True for a number that a release after the newest known one may have: one major number comes a year.
    pub(crate) fn is_next(self) -> bool {
        self.series() > Version::NEWEST && self.major <= Version::NEWEST.major + 1
    }

    /// True for the development tree after a release: x.y.50, which stands for no release.
    pub(crate) fn is_development(self) -> bool {
        (50..90).contains(&self.patch)
    }

    /// The first release of its series; of a release candidate, x.y.90 and above, that of the next.
    pub(super) fn series(self) -> Version {
        let series = Version::new(self.major, self.minor);
        if self.patch >= 90 { series.next() } else { series }
    }

    /// The first release of the next series.
    pub(super) fn next(self) -> Version {
        match (self.major, self.minor) {
            (0, 15) => Version::new(1, 0),
            (1, 7) => Version::new(2, 0),
            (2, 12) => Version::new(3, 0),
            (3, 1) => Version::new(4, 0),
            (major, 2) if major > 2 => Version::new(major + 1, 0),
            (major, minor) => Version::new(major, minor.saturating_add(1)),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)?;
        if self.patch > 0 { write!(out, ".{}", self.patch) } else { Ok(()) }
    }
}

impl FromStr for Version {
    type Err = String;

    /// Reads a release that is known.
    ///
    /// # Errors
    /// A sentence that says what was found and expected, or which releases are known.
    fn from_str(text: &str) -> Result<Version, String> {
        let version = Version::read(text)?;
        match version.is_known() {
            true => Ok(version),
            false => {
                let (oldest, newest) = (Version::OLDEST, Version::NEWEST);
                Err(format!("QEMU {version} is not known: expected {oldest} to {newest}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_version() {
        for text in ["", "ten", "10.x", "-1.0", "10.0.0.x", "0.13", "0.1", "11.3", "12.0", "2026.4"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
        for text in ["0.14", "0.15.1", "1.0", "2.1.3", "10", "11.2", "11.2.3"] {
            assert!(text.parse::<Version>().is_ok(), "{text}");
        }
    }

    #[test]
    fn the_next_release() {
        for (text, expected) in [
            ("0.15", "1.0"),
            ("1.7", "2.0"),
            ("2.8", "2.9"),
            ("2.12", "3.0"),
            ("3.1", "4.0"),
            ("10.2", "11.0"),
        ] {
            assert_eq!(Version::read(text).unwrap().next().to_string(), expected, "{text}");
        }
        assert_eq!(Version::read("9.2.91").unwrap().series(), Version::new(10, 0));
    }
}
