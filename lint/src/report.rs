//! The output formats: one file each. All are given the same findings in the same order.

mod human;
mod json;
mod short;

pub use human::Human;

use crate::diagnostic::{Diagnostic, Severity};
use crate::file::File;
use std::io::{self, Write};

/// A finding and the file that it is in.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// Where.
    pub file: &'a File,
    /// All files of the tree, for places in others.
    pub files: &'a [File],
}

/// What a whole run found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The files that were checked.
    pub files: usize,
    /// The events declared in them.
    pub events: usize,
    /// The findings by weight.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub infos: usize,
    /// The findings that carry a fix.
    pub fixable: usize,
}

impl Summary {
    /// Counts the findings.
    pub fn count(&mut self, findings: &[Finding]) {
        for Finding { diagnostic, .. } in findings {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            self.fixable += usize::from(diagnostic.fix.is_some());
        }
    }

    /// True when something of weight was found.
    pub fn fails(&self) -> bool {
        self.errors + self.warnings > 0
    }
}

/// Writes the findings as one JSON object.
///
/// # Errors
/// When `out` can't be written to.
pub fn json(out: &mut dyn Write, findings: &[Finding], summary: &Summary) -> io::Result<()> {
    json::write(out, findings, summary)
}

/// Writes one line a finding.
///
/// # Errors
/// When `out` can't be written to.
pub fn short(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    short::write(out, findings)
}

/// "1 file", "2 files".
pub fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
