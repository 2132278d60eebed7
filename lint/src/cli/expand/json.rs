//! `expand --output-format json`.

use crate::linter::expansion::Expansion;
use crate::model::backend::generate::Generated;
use crate::parse::events::{Event, File};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    pub qemu_version: String,
    pub events: Vec<EventEntry<'a>>,
}

/// An event, and what each backend makes of it, as programs get it.
#[derive(Serialize)]
pub(super) struct EventEntry<'a> {
    name: Cow<'a, str>,
    path: &'a str,
    line: usize,
    disabled: bool,
    expansions: Vec<ExpansionEntry<'a>>,
}

#[derive(Serialize)]
struct ExpansionEntry<'a> {
    backend: &'static str,
    /// What tracetool stops at.
    error: Option<&'a String>,
    files: Vec<FileEntry<'a>>,
    /// A line with made up values.
    line: Option<&'a str>,
    fields: Vec<FieldEntry<'a>>,
    notes: &'a [String],
    findings: Vec<FindingEntry<'a>>,
}

#[derive(Serialize)]
struct FileEntry<'a> {
    file: &'a str,
    language: &'static str,
    text: &'a str,
}

/// A field of a record; `offset` and `size` count bytes.
#[derive(Serialize)]
struct FieldEntry<'a> {
    name: &'a str,
    kind: &'a str,
    offset: Option<usize>,
    size: Option<usize>,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: &'static str,
    code: &'static str,
    message: &'a str,
}

impl<'a> EventEntry<'a> {
    pub fn new(file: &'a File, event: &Event, expansions: &'a [Expansion]) -> EventEntry<'a> {
        EventEntry {
            name: file.name(event),
            path: &file.path,
            line: event.line + 1,
            disabled: event.is_disabled,
            expansions: expansions.iter().map(ExpansionEntry::new).collect(),
        }
    }
}

impl<'a> ExpansionEntry<'a> {
    fn new(expansion: &'a Expansion) -> ExpansionEntry<'a> {
        let Expansion { backend, files, recorded, findings } = expansion;
        let fields = recorded.fields.iter().map(|field| FieldEntry {
            name: &field.name,
            kind: &field.kind,
            offset: field.place.map(|(offset, _)| offset),
            size: field.place.map(|(_, size)| size),
        });
        let findings = findings.iter().map(|finding| FindingEntry {
            rule: finding.rule.name,
            code: finding.rule.code,
            message: &finding.message,
        });
        ExpansionEntry {
            backend: backend.name(),
            error: files.as_ref().err(),
            files: files.iter().flatten().map(FileEntry::from).collect(),
            line: recorded.line.as_deref(),
            fields: fields.collect(),
            notes: &recorded.notes,
            findings: findings.collect(),
        }
    }
}

impl<'a> From<&'a Generated> for FileEntry<'a> {
    fn from(part: &'a Generated) -> FileEntry<'a> {
        FileEntry { file: &part.file, language: part.language, text: &part.text }
    }
}
