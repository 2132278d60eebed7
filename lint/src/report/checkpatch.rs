//! `--output-format checkpatch`: path:line: ERROR: message, as QEMU's checkpatch.pl says it with `--terse --showfile`.
//! b4 counts a line with `ERROR:` as a failure, and every other line of standard output as a warning.

use super::finding::Finding;
use crate::rules::rule::Severity;
use crate::text::printable;
use std::io::{self, Write};

/// Writes one line a finding.
pub(crate) fn write(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        let diagnostic = finding.diagnostic;
        let severity = match diagnostic.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "CHECK",
        };
        let (path, line) = (finding.path(), finding.position().line);
        // A message that speaks of an error is still none.
        let message = printable(&diagnostic.message).replace("ERROR:", "error:");
        let rule = diagnostic.rule;
        writeln!(out, "{}:{line}: {severity}: {message} [{} {}]", printable(&path), rule.code, rule.name)?;
    }
    Ok(())
}
