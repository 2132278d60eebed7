//! `--output-format short`: path:line:column: severity[code] message (rule), as compilers do.

use super::finding::Finding;
use crate::text::printable;
use std::io::{self, Write};

/// Writes one line a finding.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        let diagnostic = finding.diagnostic;
        let position = finding.document().position(diagnostic.span.start);
        writeln!(
            out,
            "{}:{}:{}: {}[{}] {} ({})",
            printable(&finding.near(&diagnostic.path)),
            position.line,
            position.column,
            diagnostic.severity.name(),
            diagnostic.rule.code,
            printable(&diagnostic.message),
            diagnostic.rule.name
        )?;
    }
    Ok(())
}
