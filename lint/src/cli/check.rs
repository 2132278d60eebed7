//! `trace-lint check`: files in, findings out.

mod shown;

use super::baseline::{After, Known};
use super::changes::{Begun, Changes};
use super::configure::Configuration;
use super::events_option::Events;
use super::fix::{Fixed, Fixing};
use super::messages::{report_failures, warn};
use super::notes;
use super::outcome::Outcome;
use super::output::Output;
use super::progress;
use crate::check::request::Checked;
use crate::files::{Request, SourceTree};
use crate::model::catalogue::EventsFromFiles;
use crate::parse::command::kind;
use crate::report::Summary;
use clap::ValueEnum;
use shown::Shown;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// trace-events files, sources, event lists, scripts, or folders of them; `-` for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten, next_help_heading = "Rules")]
    configuration: Configuration,
    #[command(flatten, next_help_heading = "Fixes")]
    fix: Fixing,
    #[command(flatten, next_help_heading = "Git")]
    changes: Changes,
    #[command(flatten, next_help_heading = "Baseline")]
    baseline: Known,
    #[command(flatten, next_help_heading = "Output")]
    output: Output,
    #[command(flatten, next_help_heading = "Files")]
    files: Files,
    #[command(flatten, next_help_heading = "Files")]
    events: Events,
}

/// Which files are checked, and how they are read.
#[derive(Debug, clap::Args)]
struct Files {
    /// Leave out what the configuration excludes even if it is named, as hooks do
    #[arg(long)]
    force_exclude: bool,
    /// The file name that standard input is reported and checked as
    #[arg(long, value_name = "PATH", default_value = "<stdin>")]
    stdin_filename: PathBuf,
    /// Check each file by itself, without the rest of its tree
    #[arg(long)]
    no_index: bool,
    /// Treat the given files as this kind, whatever their names
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<Kind>,
}

/// What the files that are named are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Lists for `-trace events=FILE`
    EventList,
}

/// A hook that finds nothing to check must not pass.
const NO_TREE: &str = "no trace-events file in this folder, nor below it: run this in a source tree of QEMU";

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if arguments.fix.writes() && arguments.paths.iter().any(|path| path == Path::new("-")) {
        warn("standard input can't be written to; see --diff");
        return Ok(Outcome::Failed);
    }
    let Some(events) = arguments.events.read() else { return Ok(Outcome::Failed) };
    let paths = arguments.changes.paths(&arguments.paths);
    let mut begun = arguments.changes.begin(&paths);
    let (trees, mut has_failed) = trees(arguments, paths, events.as_deref());
    let mut fixed = Fixed::default();
    let mut checked = Vec::new();
    for tree in trees {
        let Some(tree) = check(arguments, tree, events.clone(), &mut begun, &mut fixed)? else {
            return Ok(Outcome::Failed);
        };
        checked.push(tree);
    }
    if arguments.changes.are_asked() && !has_failed && checked.iter().all(|it| is_empty(&it.tree)) {
        warn(NO_TREE);
        return Ok(Outcome::Failed);
    }
    has_failed |= fixed.has_failed;
    if arguments.fix.diff {
        return Ok(Outcome::new(has_failed, fixed.files > 0));
    }
    match arguments.baseline.apply(&mut checked, !arguments.changes.are_asked()) {
        Ok(After::Report) => {}
        Ok(After::Written) => return Ok(Outcome::new(has_failed, false)),
        Err(message) => {
            warn(&message);
            return Ok(Outcome::Failed);
        }
    }
    if !arguments.output.is_quiet() {
        arguments.fix.report(&fixed);
    }
    let (has_written, has_findings) = report(arguments, &checked, events.as_deref())?;
    Ok(Outcome::new(has_failed || !has_written, has_findings))
}

/// What is asked about, and whether some of it could not be read.
fn trees(
    arguments: &Arguments,
    paths: Vec<PathBuf>,
    events: Option<&EventsFromFiles>,
) -> (Vec<SourceTree>, bool) {
    let (standard, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path == Path::new("-"));
    let has_events = events.is_some_and(|given| !given.files.is_empty());
    let are_lists = arguments.files.kind == Some(Kind::EventList);
    let mut request =
        Request { paths, stand_in: None, alone: arguments.files.no_index, are_lists, has_events };
    let mut has_failed = false;
    if !standard.is_empty() {
        let mut text = Vec::new();
        match io::stdin().lock().read_to_end(&mut text) {
            Ok(_) => request.stand_in = Some((arguments.files.stdin_filename.clone(), text)),
            Err(error) => {
                warn(&format!("standard input: {error}"));
                has_failed = true;
            }
        }
    }
    let (trees, mut failures) = progress::shown(|progress| request.read(progress));
    failures.retain(|failure| !failure.is_note || !arguments.output.is_quiet());
    has_failed |= report_failures(&failures);
    (trees, has_failed)
}

/// Fixes and checks a tree; `None` when its change or its configuration can't be read, which is reported.
fn check(
    arguments: &Arguments,
    mut tree: SourceTree,
    events: Option<Arc<EventsFromFiles>>,
    begun: &mut Begun,
    fixed: &mut Fixed,
) -> io::Result<Option<Checked>> {
    // What is staged may be another configuration than the one on the disk.
    let wanted = arguments.changes.apply(&mut tree, &arguments.paths, begun, &arguments.output);
    let Some(wanted) = wanted else { return Ok(None) };
    let Some(mut settings) = arguments.configuration.settings(&tree) else { return Ok(None) };
    let has_lists = tree.lists().next().is_some() && tree.index.events.is_empty() && events.is_none();
    if has_lists && !arguments.output.is_quiet() {
        warn("note: names in event lists are not looked up: they lie in no tree, and --events names none");
    }
    if !arguments.output.is_quiet() {
        notes::of(&tree, &settings).iter().for_each(|note| warn(note));
    }
    settings.events = events;
    tree.scope.exclude(&settings.policy, arguments.files.force_exclude);
    arguments.fix.run(&mut tree, &settings, fixed)?;
    let found = wanted.check(&tree, &settings);
    Ok(Some(Checked { tree, settings, found }))
}

/// Prints and writes what is found. Whether all could be written, and whether anything of weight was found.
fn report(
    arguments: &Arguments,
    checked: &[Checked],
    events: Option<&EventsFromFiles>,
) -> io::Result<(bool, bool)> {
    let shown: Vec<_> = checked.iter().map(Shown::new).collect();
    let documents: Vec<_> = shown.iter().map(|shown| shown.documents(events)).collect();
    let findings = shown.iter().zip(&documents).flat_map(|(shown, documents)| shown.findings(documents));
    let findings: Vec<_> = findings.collect();
    let trees = || checked.iter().map(|checked| &checked.tree);
    let mut summary = Summary {
        files: trees().map(|tree| tree.files().count() + tree.lists().count()).sum(),
        is_empty: trees().all(is_empty),
        events: trees().flat_map(SourceTree::files).map(|file| file.events.len()).sum(),
        ..Summary::default()
    };
    summary.count(&findings);
    let has_written = arguments.output.print(&findings, &summary)?;
    Ok((has_written, summary.fails()))
}

/// True when nothing that is asked about names events.
fn is_empty(tree: &SourceTree) -> bool {
    let index = &tree.index;
    let scripts = index.scripts.iter().map(|file| &file.path);
    let mut scripts = scripts.chain(index.systemtap_files.iter().map(|file| &file.path));
    index.events.is_empty()
        && tree.lone.is_empty()
        && tree.lists().next().is_none()
        && !scripts.any(|path| tree.scope.holds(path))
        && !tree.asked().any(|path| kind(path).is_some())
}
