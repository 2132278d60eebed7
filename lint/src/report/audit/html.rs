//! `audit --output-format html`: one page that needs nothing but itself.
//!
//! It asks for no file, has no inline handler and no inline style, so that it works under a content
//! security policy with a nonce for its one `<script>` and its one `<style>`. Without the script it
//! is the same page, not to be sorted and filtered. All that comes from files is escaped.

mod chart;
mod escape;

use super::code_spans::{Piece, pieces};
use super::model::Audit;
use super::table::{Cell, Table, numbers, tables, title, weights};
use crate::parse::groups::directory_of;
use crate::report::Finding;
use crate::rules::rule::Severity;
use escape::Escaped;
use std::io::{self, Write};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Writes an audit and its findings as one page.
pub(crate) fn write(out: &mut dyn Write, audit: &Audit, findings: &[Finding]) -> io::Result<()> {
    let title = title(audit);
    let title = Escaped(&title);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>"
    )?;
    header(out, audit)?;
    writeln!(out, "</header>\n<main>")?;
    chart::write(out, audit)?;
    for table in tables(audit).iter().filter(|table| !table.rows.is_empty()) {
        draw(out, table)?;
    }
    list(out, audit, findings)?;
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        out,
        "</main>\n<footer>Made by trace-lint {version}</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>"
    )
}

fn header(out: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    writeln!(out, "<dl class=\"numbers\">")?;
    for (name, count) in numbers(audit) {
        let class = if name == "Findings" { " class=\"wide\"" } else { "" };
        write!(out, "<div{class}><dt>{name}</dt><dd>{count}")?;
        if name == "Findings" && count > 0 {
            write!(out, " <small>{}</small>", weights(audit.tally()))?;
        }
        writeln!(out, "</dd></div>")?;
    }
    writeln!(out, "</dl>")
}

fn draw(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let Table { subject, title, columns, rows, note } = table;
    writeln!(out, "<section id=\"{subject}\"><h2>{title}</h2>")?;
    if let Some(note) = note {
        writeln!(out, "<p class=\"note\">{}</p>", Escaped(note))?;
    }
    writeln!(out, "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>")?;
    for (column, cell) in columns.iter().zip(&rows[0]).filter(|(column, _)| !column.is_long) {
        write!(out, "<th scope=\"col\"{}>{}</th>", class(cell), column.title)?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in rows {
        write!(out, "<tr>")?;
        // What is too long for a column of its own stands below the subject.
        let below = row.iter().zip(*columns).find(|(_, column)| column.is_long).map(|(cell, _)| cell);
        for (cell, _) in row.iter().zip(*columns).filter(|(_, column)| !column.is_long) {
            write!(out, "<td{}", class(cell))?;
            draw_cell(out, cell, subject)?;
            if let (Cell::Subject { .. }, Some(Cell::Text(text))) = (cell, below) {
                write!(out, "<div class=\"help\">")?;
                prose(out, text)?;
                write!(out, "</div>")?;
            }
            write!(out, "</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div></section>")
}

/// The rest of the tag of a cell, and what is in it.
fn draw_cell(out: &mut dyn Write, cell: &Cell, facet: &str) -> io::Result<()> {
    match cell {
        Cell::Count(0) => write!(out, " data-sort=\"0\">–"),
        Cell::Count(count) => write!(out, ">{count}"),
        Cell::Severity(severity) => badge(out, *severity),
        Cell::Subject { shown, key } => {
            let (shown, key) = (Escaped(shown), Escaped(key));
            write!(out, "><a href=\"#findings\" data-facet=\"{facet}\" data-key=\"{key}\">{shown}</a>")
        }
        Cell::Text(text) => {
            write!(out, ">")?;
            prose(out, text)
        }
    }
}

fn class(cell: &Cell) -> &'static str {
    match cell {
        Cell::Count(_) => " class=\"count\"",
        Cell::Subject { .. } => " class=\"subject\"",
        Cell::Severity(_) | Cell::Text(_) => "",
    }
}

/// The rest of the tag of a cell, and the severity in it; errors sort first.
fn badge(out: &mut dyn Write, severity: Severity) -> io::Result<()> {
    let order = Severity::Error as usize - severity as usize;
    let name = severity.name();
    write!(out, " data-sort=\"{order}\"><span class=\"badge {name}\">{name}</span>")
}

fn list(out: &mut dyn Write, audit: &Audit, findings: &[Finding]) -> io::Result<()> {
    writeln!(out, "<section id=\"findings\"><h2>All findings</h2>")?;
    if findings.is_empty() {
        return writeln!(out, "<p class=\"note\">None.</p></section>");
    }
    writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">Severity</th>\
         <th scope=\"col\">Place</th><th scope=\"col\">Rule</th><th scope=\"col\">Finding</th></tr></thead>\n<tbody>"
    )?;
    for (place, finding) in findings.iter().enumerate() {
        row(out, place, finding, audit.owners.get(place).map_or(&[], |owners| owners))?;
    }
    writeln!(out, "</tbody></table></div></section>")
}

fn row(out: &mut dyn Write, place: usize, finding: &Finding, owners: &[usize]) -> io::Result<()> {
    let diagnostic = finding.diagnostic;
    let path = finding.path();
    let position = finding.position();
    let directory = match directory_of(&diagnostic.path) {
        "" => ".",
        directory => directory,
    };
    let sections: Vec<_> = owners.iter().map(usize::to_string).collect();
    let (path, directory, rule) = (Escaped(&path), Escaped(directory), diagnostic.rule);
    write!(
        out,
        "<tr data-rule=\"{}\" data-directory=\"{directory}\" data-file=\"{}\" data-section=\"{}\"><td",
        rule.code,
        Escaped(&diagnostic.path),
        sections.join(" ")
    )?;
    badge(out, diagnostic.severity)?;
    write!(
        out,
        "</td><td class=\"subject\" data-sort=\"{place}\">{path}:{}:{}</td><td class=\"rule\">{} {}</td><td>",
        position.line, position.column, rule.code, rule.name
    )?;
    prose(out, &diagnostic.message)?;
    if let Some(help) = &diagnostic.help {
        write!(out, "<div class=\"help\">help: ")?;
        prose(out, help)?;
        write!(out, "</div>")?;
    }
    writeln!(out, "</td></tr>")
}

fn prose(out: &mut dyn Write, message: &str) -> io::Result<()> {
    pieces(message).into_iter().try_for_each(|piece| match piece {
        Piece::Text(text) => write!(out, "{}", Escaped(text)),
        Piece::Code(text) => write!(out, "<code>{}</code>", Escaped(text)),
    })
}
