//! `trace-lint compat OLD NEW`: what has changed between two trees, and whom it breaks.

use super::configure::Configuration;
use super::messages::warn;
use super::outcome::Outcome;
use super::output::Output;
use crate::files::{CompatInputs, SourceTree, read_compat_inputs};
use crate::linter::changes::{changes, compare};
use crate::model::compat::{Consumer, Consumers};
use crate::model::index::{Index, TreeFacts};
use crate::report::{Documents, Finding, Summary};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The older: a source tree, a git revision, or a trace-events-all file
    old: PathBuf,
    /// The newer, likewise; a revision is one of the other's tree, or of the tree round the current folder
    new: PathBuf,
    /// Those for whom a change weighs: recordings, analyzer, analyzer2, event-lists, systemtap, log, ust
    /// [default: all but log and ust]
    #[arg(long = "for", value_name = "CONSUMER", value_delimiter = ',')]
    counted: Vec<Consumer>,
    #[command(flatten)]
    configuration: Configuration,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let CompatInputs { old, new, configs } = match read_compat_inputs(&arguments.old, &arguments.new) {
        Ok(sides) => sides,
        Err(problems) => {
            problems.iter().for_each(|problem| warn(problem));
            return Ok(Outcome::Failed);
        }
    };
    let facts = Arc::new(TreeFacts { configs, ..TreeFacts::default() });
    let index = Index::of_files(Vec::new(), facts);
    let mut governed = SourceTree::default();
    (governed.index, governed.release) = (index, new.release.clone());
    let Some(settings) = arguments.configuration.settings(&governed) else {
        return Ok(Outcome::Failed);
    };
    let runs = |path: &str| changes().any(|rule| settings.policy.runs(rule, path));
    if !new.files.iter().any(|file| runs(file.path.strip_prefix(&*new.prefix).unwrap_or(&file.path))) {
        warn("none of the rules that compare two trees is selected; `--select default` selects them");
        return Ok(Outcome::Failed);
    }
    let counted = match &arguments.counted[..] {
        [] => Consumers::FIRM,
        named => Consumers::new(named),
    };
    let found = compare(&old, &new, &settings, counted);
    let files = old.files.iter().chain(&new.files);
    let documents = Documents::new(files.map(|file| &***file));
    let findings: Vec<_> = found.iter().map(|diagnostic| Finding::new(diagnostic, &documents)).collect();
    let mut summary = Summary {
        files: new.files.len(),
        events: new.files.iter().map(|file| file.events.len()).sum(),
        ..Summary::default()
    };
    summary.count(&findings);
    let has_written = arguments.output.print(&findings, &summary)?;
    Ok(Outcome::new(!has_written, summary.fails()))
}
