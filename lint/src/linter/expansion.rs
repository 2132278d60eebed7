//! What one backend makes of one event: for `trace-lint expand`, and to be read in an editor.

use super::{Settings, findings_of_backend, lint_alone};
use crate::model::backend::Backend;
use crate::model::backend::generate::{Generated, generate};
use crate::model::backend::generator_input::Shape;
use crate::model::backend::output::{Recorded, recorded};
use crate::model::index::{Declaration, Index};
use crate::parse::events::{Event, File};
use crate::parse::source::{Language, language};
use crate::qemu::era::Era;
use crate::rules::RULES;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::rule::Severity;
use crate::text::printable;
use std::io::{self, Write};
use std::sync::Arc;

/// What a backend makes of an event.
pub struct Expansion {
    /// The backend.
    pub backend: Backend,
    /// What tracetool writes; an error where it stops.
    pub files: Result<Vec<Generated>, String>,
    /// What is recorded when the event happens.
    pub recorded: Recorded,
    /// What is wrong with the event for this backend alone.
    pub findings: Vec<Diagnostic>,
}

impl Expansion {
    /// What a backend makes of an event. `is_in_rust` says that a source of Rust calls the event.
    pub fn new(file: &File, event: &Event, backend: Backend, era: Era, is_in_rust: bool) -> Expansion {
        let shape = Shape::new(file, event, era);
        let mut recorded = recorded(file, event, &shape, backend, era);
        if is_in_rust && !event.is_disabled && era.has_rust() && !backend.records_rust(era) {
            let backend = backend.name();
            recorded.notes.push(format!(
                "calls in Rust record nothing: tracetool writes no code for `{backend}` there"
            ));
        }
        Expansion {
            backend,
            files: generate(&shape, backend, era),
            recorded,
            findings: findings_of_backend(backend, file, event, era),
        }
    }
}

/// True when a source of Rust calls an event.
pub fn is_called_in_rust(index: &Index, declaration: Declaration) -> bool {
    let mut users = index.users(declaration);
    users.any(|site| language(site.file.path.as_bytes()) == Some(Language::Rust))
}

/// Why tracetool does not read an event.
pub fn refusal(file: &File, event: &Event, era: Era) -> Option<String> {
    let line = file.tree.lines.get(event.line)?;
    let mut text = file.bytes(line.span).to_vec();
    text.push(b'\n');
    let rules = RULES.iter().copied().filter(|rule| rule.stops_tracetool).collect();
    let alone = Arc::new(File::new(file.path.clone(), text));
    let found = lint_alone(&alone, &Settings::new(rules, era), None);
    found.into_iter().find(|finding| finding.severity == Severity::Error).map(|finding| finding.message)
}

/// Writes what backends make of an event, as people read it.
///
/// # Errors
/// When nothing can be written.
pub fn write(
    out: &mut impl Write,
    file: &File,
    event: &Event,
    era: Era,
    expansions: &[Expansion],
) -> io::Result<()> {
    let name = file.name(event);
    for Expansion { backend, files, recorded, findings } in expansions {
        let backend = backend.name();
        writeln!(out, "{}:{}: {} by {backend}, QEMU {era}", file.path, event.line + 1, printable(&name))?;
        for part in files.iter().flatten() {
            writeln!(out, "\n{}:", part.file)?;
            for line in part.text.lines() {
                writeln!(out, "    {}", printable(line))?;
            }
        }
        if let Err(why) = files {
            writeln!(out, "\n{}", printable(why))?;
        }
        if recorded.line.is_some() || !recorded.fields.is_empty() {
            writeln!(out, "\nas recorded:")?;
        }
        if let Some(line) = &recorded.line {
            writeln!(out, "    {line}")?;
        }
        for field in &recorded.fields {
            let place =
                field.place.map(|(offset, size)| format!("{offset:4} {size:3}  ")).unwrap_or_default();
            writeln!(out, "    {place}{}: {}", printable(&field.name), printable(&field.kind))?;
        }
        for note in &recorded.notes {
            writeln!(out, "note: {note}")?;
        }
        for finding in findings {
            writeln!(
                out,
                "{}[{} {}]: {}",
                finding.severity.name(),
                finding.rule.code,
                finding.rule.name,
                finding.message
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}
