//! `trace-lint refs`: an event in, every place that names it out.

mod human;
mod json;
mod references;

use super::event_argument::unknown;
use super::formats::HumanFormat;
use super::messages::warn;
use super::outcome::Outcome;
use super::print::{from_here, print, print_report};
use super::tree_argument::{self, Whole};
use crate::qemu::pattern::is_wild;
use references::{find, find_all};
use std::io;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The event: its name, `trace_NAME`, `TRACE_NAME`, or a pattern such as 'virtio_*'
    #[arg(value_name = "EVENT")]
    event: String,
    /// The root of a source tree, or a folder in it [default: the tree round the current folder]
    #[arg(long, value_name = "DIR")]
    tree: Option<PathBuf>,
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let Some(whole) = tree_argument::read(arguments.tree.as_deref()) else { return Ok(Outcome::Failed) };
    let Whole { root, tree, has_failed } = whole;
    let is_pattern = arguments.event.bytes().any(is_wild);
    let found = if is_pattern {
        find_all(&tree.index, &arguments.event)
    } else {
        find(&tree.index, &arguments.event).into_iter().collect()
    };
    if found.is_empty() {
        warn(&unknown(&tree.index, &arguments.event, &root.display().to_string()));
        return Ok(Outcome::Failed);
    }
    let in_sources = found.iter().flat_map(|found| found.sites.iter().map(|site| &site.file.path));
    let elsewhere = found.iter().flat_map(|found| found.elsewhere.paths());
    let read = tree.documents(in_sources.chain(elsewhere));
    let here = from_here(&tree);
    match arguments.output_format {
        HumanFormat::Human if is_pattern => print(true, |out| human::write_all(out, &found, &read, &here)),
        HumanFormat::Human => print(true, |out| human::write(out, &found[0], &read, &here)),
        HumanFormat::Json if is_pattern => print_report(&json::reports(&found, &read)),
        HumanFormat::Json => print_report(&json::report(&found[0], &read)),
    }?;
    Ok(Outcome::new(has_failed, false))
}
