//! `--output-format json`: one object, version 1. Lines and columns count from 1, columns in
//! Unicode characters; offsets count bytes from 0. What could drive a terminal is escaped.

use super::finding::{Finding, Summary};
use crate::rules::diagnostic::Fix;
use crate::text::{Document, Span, is_unprintable};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
    summary: Counts,
}

/// A finding.
#[derive(Serialize)]
pub(crate) struct Entry<'a> {
    code: &'a str,
    rule: &'a str,
    severity: &'a str,
    path: Cow<'a, str>,
    #[serde(flatten)]
    place: Place,
    message: &'a str,
    help: Option<&'a str>,
    hosts: Vec<&'a str>,
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    breaks: Vec<&'a str>,
    related: Vec<Label<'a>>,
    fix: Option<Repair<'a>>,
}

/// A place in a file.
#[derive(Serialize)]
pub(crate) struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    offset: u32,
    end_offset: u32,
}

#[derive(Serialize)]
struct Label<'a> {
    path: Cow<'a, str>,
    #[serde(flatten)]
    place: Place,
    message: &'a str,
}

#[derive(Serialize)]
struct Repair<'a> {
    /// The file that is to be changed, where that is another; it may be a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<Cow<'a, str>>,
    message: &'a str,
    safe: bool,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    events: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
}

/// Writes the findings as one JSON object.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(out: &mut dyn Write, findings: &[Finding], summary: &Summary) -> io::Result<()> {
    let &Summary { files, events, errors, warnings, infos, fixable, .. } = summary;
    let report = Report {
        version: 1,
        findings: findings.iter().map(entry).collect(),
        summary: Counts { files, events, errors, warnings, infos, fixable },
    };
    let mut rest = &*serde_json::to_string_pretty(&report)?;
    // serde_json has escaped what is ASCII; the rest, such as U+009B, stands in strings alone.
    let is_raw = |character: char| !character.is_ascii() && is_unprintable(character);
    while let Some((at, character)) = rest.char_indices().find(|(_, character)| is_raw(*character)) {
        write!(out, "{}\\u{:04x}", &rest[..at], u32::from(character))?;
        rest = &rest[at + character.len_utf8()..];
    }
    writeln!(out, "{rest}")
}

/// A finding as every format of JSON has it.
pub(crate) fn entry<'a>(finding: &Finding<'a>) -> Entry<'a> {
    let diagnostic = finding.diagnostic;
    let related = diagnostic.related.iter().map(|related| {
        let (path, document) = finding.related(related);
        Label { path: finding.shown(path), place: place(document, related.span), message: &related.message }
    });
    let document = finding.document();
    Entry {
        code: diagnostic.rule.code,
        rule: diagnostic.rule.name,
        severity: diagnostic.severity.name(),
        path: finding.path(),
        place: place(document, diagnostic.span),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        hosts: diagnostic.hosts.names(),
        event: diagnostic.event.as_deref(),
        breaks: diagnostic.breaks.names(),
        related: related.collect(),
        fix: finding.fix().map(|(path, document, fix)| {
            let path = (*path != *diagnostic.path).then(|| finding.shown(path));
            Repair { path, ..repair(document, fix) }
        }),
    }
}

fn repair<'a>(document: &Document, fix: &'a Fix) -> Repair<'a> {
    let edits =
        fix.edits.iter().map(|edit| Replacement { place: place(document, edit.span), text: &edit.text });
    Repair { path: None, message: &fix.message, safe: fix.is_safe, edits: edits.collect() }
}

/// A place as every format of JSON has it.
pub(crate) fn place(document: &Document, span: Span) -> Place {
    let start = document.position(span.start);
    let end = document.position(span.end);
    Place {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        offset: span.start,
        end_offset: span.end,
    }
}
