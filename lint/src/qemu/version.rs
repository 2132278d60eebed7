//! QEMU releases, and what each accepts in a trace-events file (history of scripts/tracetool*).

use std::fmt;
use std::str::FromStr;

/// A QEMU version, as its file VERSION has it: 10.0.13, or 10.0.50 for what leads to 10.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u16,
    minor: u16,
    patch: u16,
}

impl Version {
    /// The newest release whose rules are known; later ones are taken to have the same.
    pub const NEWEST: Version = Version { major: 10, minor: 2, patch: 0 };
    /// The oldest release whose grammar this crate reads.
    pub const OLDEST: Version = Version { major: 2, minor: 2, patch: 0 };

    /// The release that the text of a file VERSION names.
    pub fn of_file(text: &[u8]) -> Option<Version> {
        String::from_utf8_lossy(text).trim().parse().ok()
    }

    /// True for this release, later ones, and the development that led to it.
    fn is_since(self, major: u16, minor: u16) -> bool {
        let next = match (self.major, self.minor) {
            _ if self.patch < 50 => (self.major, self.minor),
            (2, 12) => (3, 0),
            (major, 2) if major > 2 => (major + 1, 0),
            (major, minor) => (major, minor + 1),
        };
        next >= (major, minor)
    }

    /// The properties that tracetool knows.
    pub fn properties(self) -> &'static [&'static str] {
        match self {
            _ if self.is_since(10, 2) => &["disable"],
            _ if self.is_since(7, 0) => &["disable", "vcpu"],
            _ if self.is_since(2, 6) => &["disable", "tcg", "tcg-trans", "tcg-exec", "vcpu"],
            _ => &["disable", "tcg", "tcg-trans", "tcg-exec"],
        }
    }

    /// True when configure may take `--enable-trace-backend` for `--enable-trace-backends`: that of 7.2 does,
    /// that of 10.0 does not.
    pub fn takes_trace_backend(self) -> bool {
        !self.is_since(10, 0)
    }

    /// True when `-d` has the item `tid`, and `all` means that too.
    pub fn logs_each_thread(self) -> bool {
        self.is_since(7, 1)
    }

    /// True when QMP refuses `vcpu` as an argument of commands about events.
    pub fn refuses_vcpu(self) -> bool {
        self.is_since(9, 1)
    }

    /// True when tracetool wants a newline at the end of the last line.
    pub fn wants_final_newline(self) -> bool {
        self.is_since(2, 12)
    }

    /// True when tracetool checks the types of arguments and refuses empty ones.
    pub fn checks_types(self) -> bool {
        self.is_since(2, 12)
    }

    /// True when tracetool refuses an event with more than ten arguments.
    pub fn limits_arguments(self) -> bool {
        self.is_since(2, 10)
    }

    /// True when tracetool refuses `%m` in a format.
    pub fn refuses_percent_m(self) -> bool {
        self.is_since(4, 0)
    }

    /// True when tracetool refuses `\n` at the end of a format.
    pub fn refuses_newline_at_end(self) -> bool {
        self.is_since(4, 2)
    }

    /// True when tracetool refuses `\n` anywhere in a format.
    pub fn refuses_newline(self) -> bool {
        self.is_since(9, 1)
    }

    /// True when tracetool takes a comma before a quote for the border of two formats.
    pub fn splits_formats(self) -> bool {
        !self.is_since(10, 2)
    }

    /// True when an event of the property `tcg` has two formats.
    pub fn has_tcg(self) -> bool {
        !self.is_since(7, 0)
    }

    /// True when an event of the property `vcpu` has the CPU, `__cpu`, for its first argument, and
    /// the header that knows vCPUs is included for the group `root` alone.
    pub fn adds_vcpu_argument(self) -> bool {
        self.is_since(2, 6) && !self.is_since(9, 1)
    }

    /// True when the log backend prints the format a second time behind arguments of its own,
    /// so that `%1$d` can't be right in both.
    pub fn prints_twice(self) -> bool {
        !self.is_since(10, 2)
    }

    /// True when trace code knows the macros `coroutine_fn` and the like.
    pub fn has_coroutine_macros(self) -> bool {
        self.is_since(8, 0)
    }

    /// True when simpletrace.py ends the line of a record without arguments in a blank.
    pub fn prints_trailing_blank(self) -> bool {
        self.is_since(8, 2)
    }

    /// True when tracetool also writes Rust, for every group, where Rust is enabled.
    pub fn has_rust(self) -> bool {
        self.is_since(10, 2)
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

    /// Reads `10.0`, `10.0.13` or `10`.
    ///
    /// # Errors
    /// A sentence that says what was found and expected, or that the release is too old.
    fn from_str(text: &str) -> Result<Version, String> {
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
        let version = Version { major, minor, patch };
        if version < Version::OLDEST {
            return Err(format!("QEMU {version} is too old: releases from {} on are known", Version::OLDEST));
        }
        Ok(version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn development_counts_for_the_next_release() {
        let check =
            |text: &str, rust: bool| assert_eq!(text.parse::<Version>().unwrap().has_rust(), rust, "{text}");
        check("10.2.0", true);
        check("10.1.50", true);
        check("10.1.3", false);
        check("9.2.50", false);
        check("11.0", true);
        assert!("2.12.50".parse::<Version>().unwrap().is_since(3, 0));
        assert!("9.2.91".parse::<Version>().unwrap().is_since(10, 0));
    }

    #[test]
    fn what_is_no_version() {
        for text in ["", "ten", "10.x", "1.0", "-1.0", "10.0.0.x"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
