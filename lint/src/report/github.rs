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
        let mut place = format!("line={},endLine={}", start.line, end.line);
        // GitHub takes columns only where both are in one line.
        if start.line == end.line {
            place += &format!(",col={},endColumn={}", start.column, end.column);
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

#[cfg(test)]
mod tests {
    use super::super::finding::{Documents, Finding};
    use super::*;
    use crate::rules::RULES;
    use crate::rules::diagnostic::Diagnostic;
    use crate::text::{Document, Span};

    #[test]
    fn columns_only_within_a_line() {
        let document = Document::new("a.c", b"one(\n  two);\n".to_vec());
        let documents = Documents::new([&document].into_iter());
        let check = |start: usize, end: usize, expected: &str| {
            let diagnostic = Diagnostic::new(&RULES[0].rule, "a.c".into(), Span::new(start, end), "no");
            let finding = Finding::new(&diagnostic, &documents);
            let mut out = Vec::new();
            write(&mut out, &[finding]).unwrap();
            let line = String::from_utf8(out).unwrap();
            assert_eq!(line, format!("::error file=a.c,{expected},title=TL001 syntax-error::no\n"));
        };
        check(0, 3, "line=1,endLine=1,col=1,endColumn=4");
        check(0, 11, "line=1,endLine=2");
    }
}
