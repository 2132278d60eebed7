//! `refs --output-format human`: one line a place, with the line that stands there.

use super::references::{References, groups};
use crate::report::style::{BOLD, DIMMED, styled};
use crate::text::{Document, RelativeTo, Span, printable};
use rustc_hash::FxHashMap;
use std::io::{self, Write};
use std::sync::Arc;

/// The most characters of a line that are shown.
const WIDTH: usize = 120;

/// A place, the function round it, and what stands there.
type Line = (String, Option<String>, String);

pub(super) fn write(
    out: &mut dyn Write,
    found: &References,
    documents: &FxHashMap<Arc<str>, Document>,
    here: &RelativeTo,
) -> io::Result<()> {
    let declared: Vec<Line> = found
        .declarations
        .iter()
        .map(|declaration| line(declaration.file, declaration.event.name, None, "", here))
        .collect();
    let title = match (found.is_generated, declared.is_empty()) {
        (true, true) => "Declared by the build, for a command of QAPI",
        (false, true) => "Declared nowhere",
        _ => "Declared",
    };
    block(out, title, &declared)?;
    for (_, title, sites) in groups(found).into_iter().filter(|(_, _, sites)| !sites.is_empty()) {
        let lines = sites.into_iter().filter_map(|site| {
            let note = if site.reference.is_dead { "  (in #if 0)" } else { "" };
            Some(line(documents.get(&site.file.path)?, site.reference.span, site.function(), note, here))
        });
        writeln!(out)?;
        block(out, title, &lines.collect::<Vec<_>>())?;
    }
    for (_, title, mentioned) in found.elsewhere.groups().into_iter().filter(|(_, _, all)| !all.is_empty()) {
        let lines = mentioned.iter();
        let lines = lines.filter_map(|(path, span)| Some(line(documents.get(*path)?, *span, None, "", here)));
        writeln!(out)?;
        block(out, title, &lines.collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Several events, each under its name.
pub(super) fn write_all(
    out: &mut dyn Write,
    found: &[References],
    documents: &FxHashMap<Arc<str>, Document>,
    here: &RelativeTo,
) -> io::Result<()> {
    for (place, found) in found.iter().enumerate() {
        let space = if place > 0 { "\n" } else { "" };
        writeln!(out, "{space}{}", styled(BOLD, &printable(&found.name)))?;
        write(out, found, documents, here)?;
    }
    Ok(())
}

fn line(document: &Document, span: Span, function: Option<&str>, note: &str, here: &RelativeTo) -> Line {
    let position = document.position(span.start);
    let place = format!("{}:{}:{}", printable(&here.name(&document.path)), position.line, position.column);
    let text = document.lines.span(&document.text, position.line - 1).text(&document.text);
    let mut shown: String = printable(text.trim()).chars().take(WIDTH).collect();
    if text.trim().chars().count() > WIDTH {
        shown.push('…');
    }
    (place, function.map(|name| printable(name).into_owned()), shown + note)
}

fn block(out: &mut dyn Write, title: &str, lines: &[Line]) -> io::Result<()> {
    writeln!(out, "{}", styled(BOLD, title))?;
    let width = lines.iter().map(|(place, ..)| place.chars().count()).max().unwrap_or(0);
    for (place, function, text) in lines {
        write!(out, "  {place:width$}  ")?;
        if let Some(function) = function {
            write!(out, "{}", styled(DIMMED, &format!("{function}: ")))?;
        }
        writeln!(out, "{text}")?;
    }
    Ok(())
}
