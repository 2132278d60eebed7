//! `trace-lint audit`: a whole tree in, numbers and tables out.

use super::configure::Configuration;
use super::messages::warn;
use super::notes;
use super::outcome::Outcome;
use super::print::{plain, print, save};
use super::tree_argument::{self, Whole};
use crate::files::{SourceTree, trees_below};
use crate::report::audit::{self, Audit, Maintainers};
use crate::report::{Documents, Finding};
use crate::rules::diagnostic::Diagnostic;
use clap::ValueEnum;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The root of a source tree, or a folder in it [default: the tree round the current folder]
    #[arg(value_name = "TREE")]
    tree: Option<PathBuf>,
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    output_format: Format,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    configuration: Configuration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for a terminal
    Human,
    /// One JSON object, with the findings
    Json,
    /// Tables and the findings, to paste into an issue
    Markdown,
    /// One page with everything in it, to sort and to filter
    Html,
}

/// Why a folder can't be audited.
fn no_tree(root: &Path) -> String {
    let shown = root.display();
    let below = trees_below(root);
    if below.is_empty() {
        let marks = tree_argument::MARKS;
        return format!("{shown}: no source tree: it has no trace-events file, nor {marks}");
    }
    let names = below.iter().map(|tree| tree.strip_prefix(root).unwrap_or(tree).display().to_string());
    format!("{shown}: no source tree; name one of those in it: {}", names.collect::<Vec<_>>().join(", "))
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let Some(whole) = tree_argument::read(arguments.tree.as_deref()) else { return Ok(Outcome::Failed) };
    let Whole { root, tree, has_failed } = whole;
    let tree = tree.like_check();
    if tree.index.events.is_empty() && !tree.index.facts.groups.has_list {
        warn(&no_tree(&root));
        return Ok(Outcome::Failed);
    }
    let Some(settings) = arguments.configuration.settings(&tree) else { return Ok(Outcome::Failed) };
    notes::of(&tree, &settings).iter().for_each(|note| warn(note));
    let maintainers = tree.text("MAINTAINERS").map(|text| Maintainers::new(&text));
    let audit = Audit::new(&tree.index, &settings, maintainers.as_ref());
    let is_human = arguments.output_format == Format::Human;
    let has_written = match &arguments.output {
        Some(path) => {
            let mut out = Vec::new();
            write(&mut out, arguments, &tree, &audit)?;
            save(path, &if is_human { plain(&out) } else { out })
        }
        None => print(is_human, |out| write(out, arguments, &tree, &audit)).map(|()| true)?,
    };
    let tally = audit.tally();
    Ok(Outcome::new(has_failed || !has_written, tally.errors + tally.warnings > 0))
}

fn write(out: &mut Vec<u8>, arguments: &Arguments, tree: &SourceTree, audit: &Audit) -> io::Result<()> {
    if arguments.output_format == Format::Human {
        return audit::human(out, audit, &named(arguments.tree.as_deref(), tree));
    }
    let read = tree.documents(audit.findings.iter().flat_map(Diagnostic::paths));
    let documents = Documents::new(tree.index.events.iter().map(|file| &***file).chain(read.values()));
    let finding = |diagnostic| Finding { prefix: &tree.prefix, ..Finding::new(diagnostic, &documents) };
    let findings: Vec<_> = audit.findings.iter().map(finding).collect();
    match arguments.output_format {
        Format::Json => audit::json(out, audit, &findings),
        Format::Markdown => audit::markdown(out, audit, &findings),
        Format::Human | Format::Html => audit::html(out, audit, &findings),
    }
}

/// The path of the tree as it is given to another command in a shell.
fn named(given: Option<&Path>, tree: &SourceTree) -> String {
    let root = tree.root.as_deref().unwrap_or(Path::new("."));
    let is_root = |path: &Path| path.canonicalize().is_ok_and(|path| path == root);
    let path = match given {
        Some(path) if is_root(path) => path,
        _ if is_root(Path::new(".")) => Path::new("."),
        _ => root,
    };
    let text = path.to_string_lossy();
    let is_plain = |character: char| character.is_alphanumeric() || "_-+./".contains(character);
    if text.chars().all(is_plain) { text.into_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
