//! `audit --output-format markdown`: tables and a list of the findings, to paste into an issue.
//! Nothing from a file can be read as markup, as a mention of a person or as a link to an issue.

use super::code_spans::{Piece, pieces};
use super::model::Audit;
use super::table::{Cell, Table, numbers, tables, title, weights};
use crate::report::Finding;
use crate::text::printable;
use std::io::{self, Write};

/// Writes an audit and its findings in Markdown.
pub(crate) fn write(out: &mut dyn Write, audit: &Audit, findings: &[Finding]) -> io::Result<()> {
    writeln!(out, "# {}\n", title(audit))?;
    writeln!(out, "| What | How many |\n|---|---:|")?;
    for (name, count) in numbers(audit) {
        match name {
            "Findings" if count > 0 => writeln!(out, "| {name} | {count} ({}) |", weights(audit.tally()))?,
            _ => writeln!(out, "| {name} | {count} |")?,
        }
    }
    for table in tables(audit).iter().filter(|table| !table.rows.is_empty()) {
        draw(out, table)?;
    }
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Findings")?;
    let mut file = None;
    for finding in findings {
        let path = finding.path();
        if file.as_ref() != Some(&path) {
            writeln!(out, "\n### {}\n", code(&path))?;
            file = Some(path);
        }
        let position = finding.position();
        let diagnostic = finding.diagnostic;
        let (severity, rule) = (diagnostic.severity.name(), diagnostic.rule);
        let message = prose(&diagnostic.message, code);
        write!(out, "- {}:{} {severity} **{}** {message}", position.line, position.column, rule.name)?;
        match &diagnostic.help {
            Some(help) => writeln!(out, " ({})", prose(help, code))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

fn draw(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    writeln!(out, "\n## {}\n", table.title)?;
    let is_count = |place: usize| matches!(table.rows[0][place], Cell::Count(_));
    for column in table.columns {
        write!(out, "| {} ", column.title)?;
    }
    writeln!(out, "|")?;
    for place in 0..table.columns.len() {
        write!(out, "{}", if is_count(place) { "|---:" } else { "|---" })?;
    }
    writeln!(out, "|")?;
    for row in &table.rows {
        for cell in row {
            write!(out, "| {} ", text(cell, table.subject == "section"))?;
        }
        writeln!(out, "|")?;
    }
    match &table.note {
        Some(note) => writeln!(out, "\n{note}"),
        None => Ok(()),
    }
}

/// A cell. The title of a section is prose, every other subject is code.
fn text(cell: &Cell, is_section: bool) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Severity(severity) => severity.name().to_owned(),
        Cell::Subject { shown, .. } if is_section => escaped(shown),
        Cell::Subject { shown, .. } => code_in_cell(shown),
        Cell::Text(text) => prose(text, code_in_cell),
    }
}

fn prose(message: &str, code: fn(&str) -> String) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => escaped(text),
        Piece::Code(text) => code(text),
    };
    pieces(message).into_iter().map(piece).collect()
}

/// Code in a table: there a bar ends the cell even inside of code.
fn code_in_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Text as code, in as many backticks as it takes.
fn code(text: &str) -> String {
    let text = printable(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    let text = printable(text);
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            // A comment parts what would mention a person, or link to an issue.
            '@' | '#' => shown.extend([character].into_iter().chain("<!-- -->".chars())),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => shown.extend(['\\', character]),
            character => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let check = |text: &str, expected: &str| assert_eq!(prose(text, code), expected, "{text}");
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check("`<script>` is text", "`<script>` is text");
        check("*a* _b_ [c](d) #1 @e a|b", "\\*a\\* \\_b\\_ \\[c\\](d) #<!-- -->1 @<!-- -->e a\\|b");
        check("an odd ` one", "an odd \\` one");
        check("a\x1bb\nc", "a\\\\u{1b}b\\\\u{a}c");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\nb"), "`a\\u{a}b`");
    }

    #[test]
    fn a_bar_ends_no_cell() {
        let shown = |shown: &'static str| Cell::Subject { shown: shown.into(), key: "".into() };
        assert_eq!(text(&shown("a|b"), false), "`a\\|b`");
        assert_eq!(text(&shown("a|b"), true), "a\\|b");
        assert_eq!(text(&Cell::Text("a|b `c|d`".into()), false), "a\\|b `c\\|d`");
    }
}
