//! `audit --output-format human`: aligned tables for a terminal, each with what needs most care.

use super::model::Audit;
use super::table::{Cell, Column, Table, numbers, tables, title, weights};
use crate::report::style::{self, BOLD, DIMMED, styled};
use crate::rules::rule::Severity;
use crate::text::printable;
use anstyle::Style;
use std::borrow::Cow;
use std::io::{self, Write};

/// The most rows of a table that are shown.
const ROWS: usize = 12;

/// Writes an audit for a person at a terminal. `path` is how the tree is named to list the findings.
pub(crate) fn write(out: &mut dyn Write, audit: &Audit, path: &str) -> io::Result<()> {
    writeln!(out, "{}\n", styled(BOLD, &title(audit)))?;
    let numbers = numbers(audit);
    let width = numbers.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, count) in numbers {
        write!(out, "  {name:width$}  {count:>6}")?;
        match name {
            "Findings" if count > 0 => writeln!(out, "  ({})", weights(audit.tally()))?,
            _ => writeln!(out)?,
        }
    }
    for table in tables(audit).iter().filter(|table| !table.rows.is_empty()) {
        writeln!(out, "\n{}", styled(BOLD, table.title))?;
        draw(out, table)?;
    }
    if !audit.findings.is_empty() {
        let path = printable(path);
        writeln!(
            out,
            "\n`trace-lint check {path}` shows the findings, `trace-lint explain RULE` says what a rule wants."
        )?;
    }
    Ok(())
}

/// Counts stand first, so that they are near each other, and what they count last.
fn draw(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let shown: Vec<&Vec<Cell>> = table.rows.iter().take(ROWS).collect();
    let is_shown = |place: &usize| !table.columns[*place].is_long;
    let is_count = |place: &usize| matches!(table.rows[0][*place], Cell::Count(_));
    let (mut order, rest): (Vec<usize>, Vec<usize>) =
        (0..table.columns.len()).filter(is_shown).partition(is_count);
    order.extend(rest);
    let width = |place: &usize| {
        let cells = shown.iter().map(|row| text(&row[*place]).chars().count());
        cells.chain([table.columns[*place].title.len()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = order.iter().map(width).collect();
    let last = order.len() - 1;
    let header = |column: &Column| column.title.to_lowercase();
    for (at, &place) in order.iter().enumerate() {
        let title = header(&table.columns[place]);
        let cell = pad(&title, if at == last { 0 } else { widths[at] }, is_count(&place));
        write!(out, "{}", styled(DIMMED, &format!("  {cell}")))?;
    }
    writeln!(out)?;
    for row in &shown {
        for (at, &place) in order.iter().enumerate() {
            let cell = pad(&text(&row[place]), if at == last { 0 } else { widths[at] }, is_count(&place));
            write!(out, "  {}", styled(style(&row[place], &table.columns[place]), &cell))?;
        }
        writeln!(out)?;
    }
    let more = table.rows.len() - shown.len();
    if more > 0 {
        writeln!(out, "  … and {more} more")?;
    }
    match &table.note {
        Some(note) => writeln!(out, "  {note}"),
        None => Ok(()),
    }
}

fn text<'a>(cell: &'a Cell) -> Cow<'a, str> {
    match cell {
        Cell::Count(count) => count.to_string().into(),
        Cell::Severity(severity) => severity.name().into(),
        Cell::Subject { shown: text, .. } | Cell::Text(text) => printable(text),
    }
}

fn pad(text: &str, width: usize, to_right: bool) -> String {
    if to_right { format!("{text:>width$}") } else { format!("{text:width$}") }
}

fn style(cell: &Cell, column: &Column) -> Style {
    match (cell, column.title) {
        (Cell::Severity(severity), _) => style::severity(*severity),
        (Cell::Count(1..), "Errors") => style::severity(Severity::Error),
        _ => Style::new(),
    }
}
