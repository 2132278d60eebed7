//! `github`: workflow commands, which GitHub Actions shows beside the lines of a pull request.

use super::finding::Finding;
use crate::rules::rule::Severity;
use crate::text::printable;
use std::io::{self, Write};

pub(crate) fn write(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        let diagnostic = finding.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (start, end) = (finding.position(), finding.end());
        let mut place = format!("line={},endLine={},col={}", start.line, end.line, start.column);
        if start.line == end.line {
            place += &format!(",endColumn={}", end.column);
        }
        writeln!(
            out,
            "::{level} file={},{place},title={} {}::{}",
            escaped(&finding.path(), true),
            diagnostic.rule.code,
            diagnostic.rule.name,
            escaped(&diagnostic.message, false)
        )?;
    }
    Ok(())
}

/// A value fit for a command; one of a property may not hold its separators.
fn escaped(text: &str, is_property: bool) -> String {
    let text = printable(text).replace('%', "%25");
    if is_property { text.replace(':', "%3A").replace(',', "%2C") } else { text }
}
