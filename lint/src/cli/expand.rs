//! `trace-lint expand EVENT`: what tracetool writes for an event and a backend, and what that records.

mod expansion;
mod json;

use super::configure::Configuration;
use super::event_argument::{names, unknown};
use super::formats::HumanFormat;
use super::messages::warn;
use super::outcome::Outcome;
use super::print::{print, print_report};
use super::tree_argument::{self, Whole};
use crate::linter::{Settings, lint_alone};
use crate::model::backend::Backend;
use crate::model::index::{Declaration, Index};
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::parse::source::{Language, language};
use crate::qemu::era::Era;
use crate::rules::RULES;
use crate::rules::rule::Severity;
use crate::text::printable;
use expansion::Expansion;
use json::{EventEntry, Report};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The events
    #[arg(value_name = "EVENT", required_unless_present = "all")]
    events: Vec<String>,
    /// All events of the tree that tracetool reads
    #[arg(long, conflicts_with = "events")]
    all: bool,
    /// The root of a source tree, or a folder in it [default: the tree round the current folder]
    #[arg(long, value_name = "DIR")]
    tree: Option<PathBuf>,
    #[command(flatten)]
    configuration: Configuration,
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let Some(Whole { root, tree, mut has_failed }) = tree_argument::read(arguments.tree.as_deref()) else {
        return Ok(Outcome::Failed);
    };
    let Some(settings) = arguments.configuration.settings(&tree) else { return Ok(Outcome::Failed) };
    let mut declared: Vec<(Arc<File>, usize)> = Vec::new();
    for name in &arguments.events {
        let found = declarations(&tree.index, name);
        if found.is_empty() {
            warn(&unknown(&tree.index, name, &root.display().to_string()));
            has_failed = true;
        }
        declared.extend(found);
    }
    if arguments.all {
        let files = tree.index.events.iter();
        declared
            .extend(files.flat_map(|file| (0..file.events.len()).map(move |event| (file.clone(), event))));
    }
    let mut expanded = Vec::new();
    for (file, index) in declared {
        let event = &file.events[index];
        if let Some(why) = refusal(&file, event, settings.era) {
            warn(&format!(
                "{}:{}: tracetool writes nothing for this event: {why}",
                file.path,
                event.line + 1
            ));
            has_failed = true;
            continue;
        }
        let mut backends = settings.policy.backends(&file.path);
        if backends.is_empty() {
            backends.push(Backend::Log);
        }
        let is_in_rust = is_called_in_rust(&tree.index, Declaration { file: &file, event });
        let expansions: Vec<_> = backends
            .into_iter()
            .map(|backend| Expansion::new(&file, event, backend, settings.era, is_in_rust))
            .collect();
        has_failed |= expansions.iter().any(|expansion| expansion.files.is_err());
        expanded.push((file, index, expansions));
    }
    let era = settings.era;
    let expanded = expanded.iter().map(|(file, index, expansions)| (file, &file.events[*index], expansions));
    match arguments.output_format {
        HumanFormat::Json => {
            let events = expanded.map(|(file, event, expansions)| EventEntry::new(file, event, expansions));
            print_report(&Report { qemu_version: era.to_string(), events: events.collect() })?;
        }
        HumanFormat::Human => print(false, |out| {
            let mut expanded = expanded;
            expanded.try_for_each(|(file, event, all)| write_text(out, file, event, era, all))
        })?,
    }
    Ok(Outcome::new(has_failed, false))
}

/// True when a source of Rust calls an event.
fn is_called_in_rust(index: &Index, declaration: Declaration) -> bool {
    let mut users = index.users(declaration);
    users.any(|site| language(site.file.path.as_bytes()) == Some(Language::Rust))
}

/// The declarations of an event by its name, `trace_NAME` or `TRACE_NAME`.
fn declarations(index: &Index, given: &str) -> Vec<(Arc<File>, usize)> {
    let mut found = names(given).into_iter().map(|name| {
        let declarations = index.declarations(&name);
        let places = declarations.filter_map(|declared| {
            let events = &declared.file.events;
            let event = events.iter().position(|event| std::ptr::eq(event, declared.event))?;
            Some((declared.file.clone(), event))
        });
        places.collect::<Vec<_>>()
    });
    found.find(|places| !places.is_empty()).unwrap_or_default()
}

/// Why tracetool does not read an event.
fn refusal(file: &File, event: &Event, era: Era) -> Option<String> {
    let line = file.tree.lines.get(event.line)?;
    let mut text = file.bytes(line.span).to_vec();
    text.push(b'\n');
    let rules = RULES.iter().copied().filter(|rule| rule.stops_tracetool).collect();
    let alone = Arc::new(File::new(file.path.clone(), text));
    let found = lint_alone(&alone, &Settings::new(rules, era), None);
    found.into_iter().find(|finding| finding.severity == Severity::Error).map(|finding| finding.message)
}

fn write_text(
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
