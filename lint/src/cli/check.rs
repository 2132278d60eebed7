//! `trace-lint check`: files in, findings out.

use super::baseline::{After, Known};
use super::changes::Changes;
use super::configure::Configuration;
use super::events_option::Events;
use super::output::Output;
use super::{Outcome, complain, fix, notes, progress, suppress, tell};
use crate::files::{Request, SourceTree};
use crate::fix::build_files::{described, elsewhere, is_mended_elsewhere};
use crate::linter::Settings;
use crate::parse::command::kind;
use crate::report::{Documents, Finding, Summary};
use crate::rules::diagnostic::{Diagnostic, Fix};
use crate::text::plural;
use clap::ValueEnum;
use std::cell::OnceCell;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// trace-events files, sources, event lists, scripts, or folders of them; `-` for standard input
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    configuration: Configuration,
    /// Leave out what the configuration excludes even when it is named, as hooks do
    #[arg(long)]
    force_exclude: bool,
    #[command(flatten)]
    fix: fix::Fixing,
    /// The name that findings in standard input carry
    #[arg(long, value_name = "PATH", default_value = "<stdin>")]
    stdin_filename: PathBuf,
    /// Check each file for itself, not against the rest of its tree
    #[arg(long)]
    no_index: bool,
    /// Take the files that are named for something else than their names say
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    #[command(flatten)]
    events: Events,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    baseline: Known,
    #[command(flatten)]
    changes: Changes,
}

/// What the files that are named are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Lists for `-trace events=FILE`
    EventList,
}

pub(super) fn run(arguments: &Arguments, color: bool) -> io::Result<Outcome> {
    let writes = arguments.fix.fix || arguments.fix.add_suppressions;
    if writes && arguments.paths.iter().any(|path| path == Path::new("-")) {
        complain("standard input can't be written to; see --diff");
        return Ok(Outcome::Failed);
    }
    let Some(events) = arguments.events.read() else { return Ok(Outcome::Failed) };
    let mut begun = arguments.changes.begin(&arguments.paths);
    let has_events = events.as_ref().is_some_and(|given| !given.files.is_empty());
    let (mut trees, mut has_failed) = trees(arguments, has_events);
    let (mut found, mut all_settings) = (Vec::new(), Vec::new());
    let (mut fixes, mut allowed) = (Fixes::default(), 0);
    for tree in &mut trees {
        // What is staged may be another configuration than the one on the disk.
        let Some(wanted) = arguments.changes.apply(tree, &mut begun) else { return Ok(Outcome::Failed) };
        let Some(mut settings) = arguments.configuration.settings(tree, color) else {
            return Ok(Outcome::Failed);
        };
        settings.events = events.clone();
        if !arguments.output.quiet {
            notes::of(tree, &settings).iter().for_each(|note| complain(note));
        }
        if tree.lists().next().is_some() && tree.index.events.is_empty() && events.is_none() {
            complain(
                "note: names in event lists are not looked up: they lie in no tree, and --events names none",
            );
        }
        tree.scope.exclude(&settings.policy, arguments.force_exclude);
        if arguments.fix.add_suppressions {
            let written = suppress::add(tree, &settings);
            has_failed |= written.is_none();
            allowed += written.unwrap_or(0);
        }
        if arguments.fix.fix || arguments.fix.diff {
            has_failed |= !fixes.make(arguments, tree, &settings)?;
        }
        found.push(wanted.check(tree, &settings));
        all_settings.push(settings);
    }
    if arguments.fix.diff {
        return Ok(Outcome::new(has_failed, fixes.files > 0));
    }
    let is_whole = !arguments.changes.are_asked();
    match arguments.baseline.apply(&trees, &all_settings, &mut found, is_whole) {
        Ok(After::Report) => {}
        Ok(After::Written) => return Ok(Outcome::new(has_failed, false)),
        Err(message) => {
            complain(&message);
            return Ok(Outcome::Failed);
        }
    }
    let mended: Vec<_> =
        trees.iter().zip(&found).map(|(tree, found)| mended_elsewhere(tree, found)).collect();
    let read: Vec<_> = trees
        .iter()
        .zip(found.iter().zip(&mended))
        .map(|(tree, (found, mended))| {
            let others = mended.iter().flatten().map(|(path, _)| path);
            tree.documents(found.iter().flat_map(Diagnostic::paths).chain(others))
        })
        .collect();
    let documents: Vec<_> = trees
        .iter()
        .zip(&read)
        .map(|(tree, read)| {
            let files = tree.index.events.iter().chain(&tree.lone).map(|file| &***file);
            let lists = tree.index.lists.iter().chain(&tree.lone_lists).map(|list| &***list);
            let given = events.iter().flat_map(|given| &given.files).map(|file| &***file);
            Documents::new(files.chain(lists).chain(read.values()).chain(given))
        })
        .collect();
    let mut findings = Vec::new();
    for ((tree, documents), (found, mended)) in trees.iter().zip(&documents).zip(found.iter().zip(&mended)) {
        let prefix = &tree.prefix;
        findings.extend(found.iter().zip(mended).map(|(diagnostic, mended)| {
            let elsewhere = mended.as_ref();
            Finding { diagnostic, prefix, documents, elsewhere }
        }));
    }
    let mut summary = Summary {
        files: trees.iter().map(|tree| tree.files().count() + tree.lists().count()).sum(),
        is_empty: trees.iter().all(|tree| {
            let scripts = tree.index.scripts.iter().map(|file| &file.path);
            let has_script =
                scripts.chain(tree.index.taps.iter().map(|file| &file.path)).any(|it| tree.scope.holds(it));
            tree.index.events.is_empty()
                && tree.lone.is_empty()
                && tree.lists().next().is_none()
                && !has_script
                && !tree.asked().any(|path| kind(path).is_some())
        }),
        events: trees.iter().flat_map(SourceTree::files).map(|file| file.events.len()).sum(),
        ..Summary::default()
    };
    summary.count(&findings);
    if arguments.fix.fix && !arguments.output.quiet {
        complain(&fixes.sentence());
    }
    if arguments.fix.add_suppressions && !arguments.output.quiet {
        complain(&match allowed {
            0 => "No comment was added.".into(),
            allowed => format!("Comments added in {}.", plural(allowed, "file")),
        });
    }
    has_failed |= !arguments.output.print(color, &findings, &summary)?;
    Ok(Outcome::new(has_failed, summary.fails()))
}

/// For each finding in a tree what mends it in another file, if that does.
fn mended_elsewhere(tree: &SourceTree, found: &[Diagnostic]) -> Vec<Option<(Arc<str>, Fix)>> {
    let list = OnceCell::new();
    let of = |finding: &Diagnostic| {
        if finding.fix.is_some() || !is_mended_elsewhere(finding) {
            return None;
        }
        let list = list.get_or_init(|| tree.text_of(&tree.index.tree.groups.path().into()));
        let found = elsewhere(&tree.index, finding, list.as_deref())?;
        if tree.is_taken(&found.path) {
            return None;
        }
        let fix = described(&found);
        Some((found.path, fix))
    };
    found.iter().map(of).collect()
}

/// What is asked about, and whether some of it could not be read.
fn trees(arguments: &Arguments, has_events: bool) -> (Vec<SourceTree>, bool) {
    let (standard, paths): (Vec<_>, Vec<_>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let are_lists = arguments.kind == Some(Kind::EventList);
    let mut request = Request { paths, stand_in: None, alone: arguments.no_index, are_lists, has_events };
    let mut has_failed = false;
    if !standard.is_empty() {
        let mut text = Vec::new();
        match io::stdin().lock().read_to_end(&mut text) {
            Ok(_) => request.stand_in = Some((arguments.stdin_filename.clone(), text)),
            Err(error) => {
                complain(&format!("standard input: {error}"));
                has_failed = true;
            }
        }
    }
    let (trees, failures) = progress::shown(|progress| request.read(progress));
    has_failed |= tell(&failures);
    (trees, has_failed)
}

/// What fixing came to.
#[derive(Default)]
struct Fixes {
    made: usize,
    refused: usize,
    files: usize,
    unwritten: usize,
}

impl Fixes {
    /// Fixes a tree, or shows how; false when something could not be written.
    fn make(
        &mut self,
        arguments: &Arguments,
        tree: &mut SourceTree,
        settings: &Settings,
    ) -> io::Result<bool> {
        let (changes, tally, stale) = arguments.fix.change(tree, settings);
        self.made += tally.made;
        self.refused += tally.refused;
        self.files += changes.len() + stale.len();
        if arguments.fix.diff {
            let mut stdout = io::stdout().lock();
            fix::show(&mut stdout, tree, &changes)?;
            return stdout.flush().map(|()| true);
        }
        let mut unwritten = fix::write(tree, &changes);
        unwritten.extend(stale);
        if unwritten.is_empty() {
            return Ok(true);
        }
        // What is still in them is still found.
        *tree = tree.with(&unwritten);
        self.files -= unwritten.len();
        self.unwritten += unwritten.len();
        Ok(false)
    }

    fn sentence(&self) -> String {
        let made = match (self.made, self.files) {
            (_, files) if self.unwritten > 0 => {
                let unwritten = plural(self.unwritten, "file");
                format!("{} written, {unwritten} could not be.", plural(files, "file"))
            }
            (0, _) => "Nothing was fixed.".into(),
            (made, files) => format!("{} in {} fixed.", plural(made, "finding"), plural(files, "file")),
        };
        match self.refused {
            0 => made,
            1 => format!("{made} 1 fix was left out: it would add a finding."),
            refused => format!("{made} {refused} fixes were left out: each would add a finding."),
        }
    }
}
