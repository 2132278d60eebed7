//! `trace-lint expand EVENT`: what tracetool writes for an event and a backend, and what that records.

mod json;

use super::configure::Configuration;
use super::event_argument::{names, unknown};
use super::formats::HumanFormat;
use super::messages::warn;
use super::outcome::Outcome;
use super::print::{print, print_report};
use super::tree_argument::{self, Whole};
use crate::linter::expansion::{Expansion, is_called_in_rust, refusal, write};
use crate::model::backend::Backend;
use crate::model::index::{Declaration, Index};
use crate::parse::events::File;
use json::{EventEntry, Report};
use std::io;
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
            expanded.try_for_each(|(file, event, all)| write(out, file, event, era, all))
        })?,
    }
    Ok(Outcome::new(has_failed, false))
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
