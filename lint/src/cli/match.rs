//! `trace-lint match`: names and patterns in, the events that QEMU switches on for them out.

use super::events_option::Events;
use super::formats::HumanFormat;
use super::messages::warn;
use super::outcome::Outcome;
use super::print::{print, print_report};
use super::tree_argument;
use crate::model::catalogue::{Catalogue, EventsFromFiles};
use crate::model::index::Index;
use crate::qemu::pattern::{PatternKind, shape};
use crate::text::printable;
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Names, or patterns with `*` for any characters and `?` for one, as `-trace` takes them
    #[arg(value_name = "PATTERN", required = true)]
    patterns: Vec<String>,
    #[command(flatten)]
    events: Events,
    /// The root of a source tree, or a folder in it [default: the tree round the current folder]
    #[arg(long, value_name = "DIR", conflicts_with = "events")]
    tree: Option<PathBuf>,
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let Some(given) = arguments.events.read() else { return Ok(Outcome::Failed) };
    let mut has_failed = false;
    let index = match &given {
        Some(_) => Index::default(),
        None => {
            let Some(whole) = tree_argument::read(arguments.tree.as_deref()) else {
                return Ok(Outcome::Failed);
            };
            has_failed = whole.has_failed;
            whole.tree.index
        }
    };
    let catalogue = given.unwrap_or_else(|| EventsFromFiles::default().into()).catalogue(&index);
    if catalogue.is_empty() {
        warn("no trace event is declared here; name a tree, or --events");
        return Ok(Outcome::Failed);
    }
    let found: Vec<_> = arguments.patterns.iter().map(|pattern| Found::new(pattern, &catalogue)).collect();
    let is_any_dead = found.iter().any(|found| found.events.is_empty());
    match arguments.output_format {
        HumanFormat::Human => print(false, |out| text(out, &found, &index))?,
        HumanFormat::Json => {
            let patterns = found.iter().map(|found| found.entry(&index)).collect();
            print_report(&Report { patterns })?;
        }
    }
    for found in found.iter().filter(|found| found.events.is_empty()) {
        warn(&found.complaint(&catalogue));
    }
    Ok(Outcome::new(has_failed, is_any_dead))
}

#[derive(Serialize)]
struct Report<'a> {
    patterns: Vec<PatternEntry<'a>>,
}

/// What one pattern covers, as programs get it.
#[derive(Serialize)]
struct PatternEntry<'a> {
    pattern: &'a str,
    events: Vec<EventEntry<'a>>,
    first_only: bool,
    disabled: Vec<EventEntry<'a>>,
    absent: Vec<EventEntry<'a>>,
}

#[derive(Serialize)]
struct EventEntry<'a> {
    name: &'a str,
    /// The paths of its declarations.
    declared_in: Vec<&'a str>,
}

/// What one pattern covers.
struct Found<'a> {
    pattern: &'a str,
    /// The events that it switches on, or one of which it does.
    events: Vec<&'a str>,
    /// Those that are compiled out.
    disabled: Vec<&'a str>,
    /// Those that the binary does not have.
    absent: Vec<&'a str>,
}

impl<'a> Found<'a> {
    fn new(pattern: &'a str, catalogue: &'a Catalogue) -> Found<'a> {
        let covered = catalogue.covered(pattern.as_bytes());
        let names = |indices: &[u32]| indices.iter().map(|index| &*catalogue.known(*index).name).collect();
        Found {
            pattern,
            events: names(&covered.settable),
            disabled: names(&covered.disabled),
            absent: names(&covered.absent),
        }
    }

    /// True when QEMU switches only one of the events on.
    fn is_first_only(&self) -> bool {
        shape(self.pattern.as_bytes()) == PatternKind::First && self.events.len() + self.disabled.len() > 1
    }

    fn entry(&self, index: &'a Index) -> PatternEntry<'a> {
        let entries = |names: &[&'a str]| {
            let declared = |name| index.declarations(name).map(|it| &*it.file.path).collect();
            names.iter().map(|name| EventEntry { name, declared_in: declared(name) }).collect()
        };
        PatternEntry {
            pattern: self.pattern,
            events: entries(&self.events),
            first_only: self.is_first_only(),
            disabled: entries(&self.disabled),
            absent: entries(&self.absent),
        }
    }

    /// Why it switches nothing on.
    fn complaint(&self, catalogue: &Catalogue) -> String {
        let pattern = printable(self.pattern);
        if !self.disabled.is_empty() {
            return format!("`{pattern}`: disabled, and so compiled out: {}", self.disabled.join(", "));
        }
        if !self.absent.is_empty() {
            return format!("`{pattern}`: declared, and not in this binary: {}", self.absent.join(", "));
        }
        if shape(self.pattern.as_bytes()) == PatternKind::Name {
            return match catalogue.nearest(self.pattern) {
                Some(nearest) => format!("no event is named `{pattern}`: did you mean `{nearest}`?"),
                None => format!("no event is named `{pattern}`"),
            };
        }
        match catalogue.longest_beginning(self.pattern.as_bytes()) {
            Some((beginning, count)) => {
                format!("`{pattern}` matches no event; {count} of them begin with `{beginning}`")
            }
            None => format!("`{pattern}` matches no event"),
        }
    }
}

fn text(out: &mut dyn Write, found: &[Found], index: &Index) -> io::Result<()> {
    let mut is_first = true;
    for found in found {
        if !std::mem::take(&mut is_first) {
            writeln!(out)?;
        }
        let count = match (found.events.len(), found.is_first_only()) {
            (1, false) => "1 event".to_owned(),
            (count, false) => format!("{count} events"),
            (count, true) => format!("the first of {count} events"),
        };
        writeln!(out, "{}: {count}", printable(found.pattern))?;
        let lists = [
            (&found.events, ""),
            (&found.disabled, "  (disabled)"),
            (&found.absent, "  (not in the binary)"),
        ];
        for (names, note) in lists {
            let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
            for name in names {
                let places: Vec<_> = index.declarations(name).map(|it| it.file.path.to_string()).collect();
                let line = format!("  {name:width$}  {}{note}", printable(&places.join(", ")));
                writeln!(out, "{}", line.trim_end())?;
            }
        }
    }
    Ok(())
}
