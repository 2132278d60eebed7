//! `trace-lint refs`: an event in, every place that names it out.

mod human;
mod json;
mod references;

use super::event_argument::unknown;
use super::formats::HumanFormat;
use super::messages::warn;
use super::outcome::Outcome;
use super::print::print;
use super::tree_argument::{self, Whole};
use references::find;
use std::io;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The event: its name, `trace_NAME` or `TRACE_NAME`
    #[arg(value_name = "EVENT")]
    event: String,
    /// The root of a source tree, or a folder in it [default: the tree round the current folder]
    #[arg(long, value_name = "DIR")]
    tree: Option<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let Some(whole) = tree_argument::read(arguments.tree.as_deref()) else { return Ok(Outcome::Failed) };
    let Whole { root, tree, has_failed } = whole;
    let Some(found) = find(&tree.index, &arguments.event) else {
        warn(&unknown(&tree.index, &arguments.event, &root.display().to_string()));
        return Ok(Outcome::Failed);
    };
    let in_sources = found.sites.iter().map(|site| &site.file.path);
    let read = tree.documents(in_sources.chain(found.elsewhere.paths()));
    print(arguments.output_format == HumanFormat::Human, |out| match arguments.output_format {
        HumanFormat::Human => human::write(out, &found, &read),
        HumanFormat::Json => json::write(out, &found, &read),
    })?;
    Ok(Outcome::new(has_failed, false))
}
