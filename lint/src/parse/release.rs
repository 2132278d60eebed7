//! The release of a tree, and how it is found: by the number in VERSION, or in the file that meson.build names in
//! its place; by the way in which events reach the sources; between two releases by the tree's own tracetool.
//! What the number and the tree say has to agree: a fork may count its releases in its own way.

use super::file_kind::{MAKEFILE, MESON, VERSION};
use super::groups::Groups;
use crate::qemu::era::{Era, Tracetool};
use crate::qemu::version::Version;
use std::fmt;

/// The release of a tree, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The releases that it may be of.
    pub era: Era,
    /// How it was found, in words.
    pub origin: String,
    /// True when the number that was found is none of QEMU's, or none that is known.
    pub is_doubtful: bool,
}

impl fmt::Display for Release {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.era.fmt(out)
    }
}

/// The scripts of tracetool: a Python package since 1.1, a shell script before.
const TRACETOOL: &str = "scripts/tracetool/__init__.py";
const SHELL_TRACETOOL: &str = "scripts/tracetool";
/// The header that all sources include up to 2.8.
const ONE_HEADER: &str = "include/trace.h";

/// The files that tell the release of a tree, from its root.
pub const TELLING: [&str; 6] = [VERSION, MESON, MAKEFILE, ONE_HEADER, SHELL_TRACETOOL, TRACETOOL];

/// The release of the tree whose files these are; `None` where nothing tells it.
pub fn release(text: impl Fn(&str) -> Option<Vec<u8>>) -> Option<Release> {
    let meson = text(MESON);
    let named = meson.as_deref().and_then(version_file);
    let file = named.as_deref().unwrap_or(VERSION);
    let number = text(file).and_then(|text| Version::read(&String::from_utf8_lossy(&text)).ok());
    let mark = mark(meson.as_deref(), &text);
    let tracetool = text(TRACETOOL);
    if number.is_none() && mark.is_none() && tracetool.is_none() {
        return None;
    }
    let mut found = by_number(file, number, mark);
    if let Some(tracetool) = tracetool.filter(|_| found.era.is_open()) {
        found.era = found.era.with_tracetool(Tracetool::read(&tracetool));
        found.origin += &format!("; {TRACETOOL} tells what it accepts");
    }
    Some(found)
}

/// Holds the number of a tree against what its files show.
fn by_number(file: &str, number: Option<Version>, mark: Option<(Era, &str)>) -> Release {
    let by_mark = |number: Option<Version>| {
        let no_release = number.map(|number| format!("; {file} says {number}, no release of QEMU that fits"));
        let (era, origin) = match mark {
            Some((era, what)) => (era, what.to_owned()),
            None => (Era::UNKNOWN, "nothing tells the release".to_owned()),
        };
        let is_doubtful = no_release.is_some();
        Release { era, origin: origin + &no_release.unwrap_or_default(), is_doubtful }
    };
    let Some(number) = number else { return by_mark(None) };
    let era = match mark {
        Some((marked, _)) => Era::of(number).within(marked),
        None => Some(Era::of(number)),
    };
    match era {
        Some(era) if number.is_known() => {
            Release { era, origin: format!("the tree's {file}"), is_doubtful: false }
        }
        Some(era) if number.is_next() => {
            let origin =
                format!("the tree's {file}; the rules are those of {}, the newest known", Version::NEWEST);
            Release { era, origin, is_doubtful: true }
        }
        _ => by_mark(Some(number)),
    }
}

/// The era of a tree by the way in which its events reach its sources, and what shows it.
fn mark(meson: Option<&[u8]>, text: &impl Fn(&str) -> Option<Vec<u8>>) -> Option<(Era, &'static str)> {
    if meson.is_some_and(|meson| Groups::from_meson(meson).has_list) {
        return Some((Era::WRAPPERS, "meson.build lists trace_events_subdirs"));
    }
    let has = |path: &str, words: &str| {
        text(path).is_some_and(|text| memchr::memmem::find(&text, words.as_bytes()).is_some())
    };
    if text(MAKEFILE).is_some_and(|text| Groups::from_makefile(&text).has_list) {
        return Some((Era::GENERATED, "Makefile.objs lists trace-events-subdirs"));
    }
    if has(MAKEFILE, "trace-events-y") {
        return Some((Era::LISTED_FILES, "Makefile.objs lists trace-events-y"));
    }
    if has(ONE_HEADER, "trace/generated-tracers.h") {
        return Some((Era::ONE_HEADER, "include/trace.h includes trace/generated-tracers.h"));
    }
    let is_shell = text(SHELL_TRACETOOL).is_some_and(|text| text.starts_with(b"#!/bin/sh"));
    is_shell.then_some((Era::SHELL_TRACETOOL, "scripts/tracetool is a shell script"))
}

/// The file with the version that the `project` of a meson.build names.
pub(crate) fn version_file(meson: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(meson);
    let is_version = |before: &str| {
        let before = before.trim_end().strip_suffix("version:");
        before.is_some_and(|before| before.ends_with(|byte: char| !byte.is_alphanumeric() && byte != '_'))
    };
    let (at, _) = text.match_indices("files(").find(|(at, _)| is_version(&text[..*at]))?;
    let name = text[at..].trim_start_matches("files(").trim_start().strip_prefix('\'')?;
    name.split_once('\'').map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The era and the doubt of a tree of these files.
    fn told(files: &[(&str, &str)]) -> Option<(String, bool)> {
        let text = |path: &str| {
            let found = files.iter().find(|(known, _)| *known == path)?;
            Some(found.1.as_bytes().to_vec())
        };
        release(text).map(|release| (release.era.to_string(), release.is_doubtful))
    }

    const LIST: &str = "trace_events_subdirs = [ 'a' ]\n";

    #[test]
    fn numbers_and_marks() {
        let check = |files: &[(&str, &str)], expected: Option<(&str, bool)>| {
            let expected = expected.map(|(era, is_doubtful)| (era.to_owned(), is_doubtful));
            assert_eq!(told(files), expected, "{files:?}");
        };
        check(&[], None);
        check(&[("VERSION", "7.2.9\n")], Some(("7.2.9", false)));
        check(&[("VERSION", "what?\n")], None);
        check(&[("meson.build", LIST)], Some(("5.2 to 11.2", false)));
        check(&[("Makefile.objs", "trace-events-subdirs += a\n")], Some(("2.9 to 5.1", false)));
        check(&[("Makefile.objs", "trace-events-y += a/trace-events\n")], Some(("2.7 to 2.8", false)));
        check(&[("scripts/tracetool", "#!/bin/sh\n")], Some(("0.14 to 1.0", false)));
        check(&[("scripts/tracetool", "#!/usr/bin/env python\n")], None);
        check(&[("VERSION", "10.0.50\n"), ("meson.build", LIST)], Some(("10.0.50", false)));
        // Numbers that a fork counts for itself.
        check(&[("VERSION", "1.4\n"), ("meson.build", LIST)], Some(("5.2 to 11.2", true)));
        check(&[("VERSION", "2026.4\n"), ("meson.build", LIST)], Some(("5.2 to 11.2", true)));
        check(&[("VERSION", "14.3.0\n")], Some(("7.0 to 11.2", true)));
        check(&[("VERSION", "12.0.1\n")], Some(("12.0.1", true)));
    }

    #[test]
    fn the_file_that_meson_names() {
        let meson =
            format!("project('x', ['c'], meson_version: '>=1.5.0',\n  version: files( 'V.X'))\n{LIST}");
        let files = [("meson.build", &*meson), ("V.X", "7.2.9"), ("VERSION", "12.7")];
        assert_eq!(told(&files), Some(("7.2.9".to_owned(), false)));
    }
}
