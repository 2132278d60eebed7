//! `checkstyle` and `junit`: what many continuous integration servers read.

use super::finding::{Finding, Summary};
use crate::rules::rule::Severity;
use crate::text::is_unprintable;
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// Writes Checkstyle's format: an element a file, in it one a finding.
pub(crate) fn checkstyle(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">")?;
    for findings in findings.chunk_by(|one, other| one.path() == other.path()) {
        writeln!(out, "  <file name=\"{}\">", escaped(&findings[0].path()))?;
        for finding in findings {
            let (diagnostic, position) = (finding.diagnostic, finding.position());
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"trace-lint.{}\"/>",
                position.line,
                position.column,
                diagnostic.severity.name(),
                escaped(&diagnostic.message),
                diagnostic.rule.name
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

/// Writes JUnit's format: a test case a finding, which fails; without findings one that passes.
pub(crate) fn junit(out: &mut dyn Write, findings: &[Finding], summary: &Summary) -> io::Result<()> {
    let count = findings.len();
    let failures = summary.errors + summary.warnings;
    let tests = count.max(1);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    writeln!(out, "<testsuites name=\"trace-lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
    writeln!(
        out,
        "  <testsuite name=\"trace-lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\">",
        count - failures
    )?;
    if findings.is_empty() {
        writeln!(out, "    <testcase name=\"no findings\" classname=\"trace-lint\"/>")?;
    }
    let mut known: FxHashMap<(String, String), usize> = FxHashMap::default();
    for finding in findings {
        let (diagnostic, position) = (finding.diagnostic, finding.position());
        let path = escaped(&finding.path());
        let message = escaped(&diagnostic.message);
        let (line, column) = (position.line, position.column);
        // Its readers compare runs by class and name: a place in the name would make each finding below a new line
        // another test.
        let event = diagnostic.event.as_deref().map(|event| format!(" {}", escaped(event)));
        let mut name = format!("{}{}", diagnostic.rule.name, event.unwrap_or_default());
        let count = known.entry((path.clone(), name.clone())).or_default();
        *count += 1;
        if *count > 1 {
            name += &format!(" ({count})");
        }
        writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\">")?;
        match diagnostic.severity {
            Severity::Info => writeln!(out, "      <skipped message=\"{message}\"/>")?,
            severity => writeln!(
                out,
                "      <failure type=\"{}\" message=\"{message}\">{path}:{line}:{column}: {message}</failure>",
                severity.name()
            )?,
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// A text in an attribute or an element, without what XML can't hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            character if is_unprintable(character) => escaped.extend(character.escape_unicode()),
            character => escaped.push(character),
        }
    }
    escaped
}
