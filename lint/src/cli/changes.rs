//! `--staged`, `--hook`, `--since` and `--diff-filter`: only what a change brings in or touches.

mod hook;

use super::messages::warn;
use super::output::Output;
use crate::check::changed::check_changed;
use crate::check::given::{Given, Unfit};
use crate::check::request::check;
use crate::files::{Change, PendingDiff, Range, SourceTree, io_reason, root_of, start_diff};
use crate::linter::Settings;
use crate::rules::diagnostic::Diagnostic;
use hook::{Question, Whole, is_hook};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[derive(Debug, clap::Args)]
#[group(multiple = false, conflicts_with_all = ["fix", "diff", "add_suppressions", "write_baseline"])]
pub(super) struct Changes {
    /// Report only what the changes in git's index bring in or touch, as they are there
    #[arg(long)]
    staged: bool,
    /// Report only what a hook is asked about, as pre-commit and prek run one: the changes in git's index, those
    /// between the revisions of `--from-ref` and `--to-ref`, or the files that are named, as for `--all-files`
    #[arg(long)]
    hook: bool,
    /// Report only what has come since a revision
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Report only what a unified diff, a mail or a mailbox on standard input brings in or touches, whether it is
    /// applied already or not
    #[arg(long)]
    diff_filter: bool,
    /// The diff, which can be read once.
    #[arg(skip)]
    diff: OnceLock<Result<Given, String>>,
}

/// What is to be reported of a tree.
pub(super) enum Wanted {
    /// All findings.
    All,
    /// Those that a change brings in or touches, and those in the files that are judged as a whole.
    Changed(Box<Change>, Option<Whole>),
}

/// What git was asked before the trees were read, by their roots.
pub(super) type Begun = FxHashMap<PathBuf, PendingDiff>;

impl Changes {
    /// What a hook is asked about; `None` where none is run.
    fn question(&self) -> Option<Question> {
        (self.hook || self.staged && is_hook()).then(Question::asked)
    }

    /// The trees that are read: a hook names files, and yet its change is judged against all.
    pub(super) fn paths(&self, named: &[PathBuf]) -> Vec<PathBuf> {
        match self.hook || named.is_empty() {
            true => vec![PathBuf::from(".")],
            false => named.to_vec(),
        }
    }

    /// True when only what has changed is reported.
    pub(super) fn are_asked(&self) -> bool {
        self.staged || self.hook || self.since.is_some() || self.diff_filter
    }

    /// Asks git about the trees of these paths, so that it works while they are read.
    pub(super) fn begin(&self, paths: &[PathBuf]) -> Begun {
        let mut begun = Begun::default();
        let question = self.question();
        let Some(range) = self.range(question.as_ref()) else { return begun };
        let mut known = FxHashMap::default();
        for path in paths.iter().filter_map(|path| path.canonicalize().ok()) {
            let folder = if path.is_dir() { Some(&*path) } else { path.parent() };
            let Some(root) = folder.and_then(|folder| root_of(folder, &mut known)) else { continue };
            if let Entry::Vacant(place) = begun.entry(root)
                && let Ok(asked) = start_diff(place.key(), range)
            {
                place.insert(asked);
            }
        }
        begun
    }

    /// What git is to be asked about; nothing where it has no part in it.
    fn range<'a>(&'a self, question: Option<&'a Question>) -> Option<Range<'a>> {
        match (question, &self.since) {
            (Some(Question::Between(from, to)), _) => Some(Range::Between(from, to)),
            (Some(Question::Staged | Question::Files), _) => Some(Range::Staged),
            (None, Some(revision)) => Some(Range::Since(revision)),
            (None, None) => self.staged.then_some(Range::Staged),
        }
    }

    /// What is to be reported of a tree, which is then as the change leaves it; `None` when the change
    /// can't be known, which is reported. `named` are the files and folders that the user names.
    pub(super) fn apply(
        &self,
        tree: &mut SourceTree,
        named: &[PathBuf],
        begun: &mut Begun,
        output: &Output,
    ) -> Option<Wanted> {
        match self.diff_filter {
            true => self.of_diff(tree, output),
            false => self.of_git(tree, named, begun).map_err(|message| warn(&message)).ok(),
        }
    }

    fn of_git(&self, tree: &mut SourceTree, named: &[PathBuf], begun: &mut Begun) -> Result<Wanted, String> {
        let question = self.question();
        let Some(range) = self.range(question.as_ref()) else { return Ok(Wanted::All) };
        let root = tree.root.as_deref().unwrap_or(Path::new("."));
        let asked = begun.remove(root).map_or_else(|| start_diff(root, range), Ok)?;
        let change = asked.changes(tree)?;
        let whole = match question {
            Some(Question::Files) => Whole::of(tree, self.hook.then_some(named), &change.patch)?,
            _ => None,
        };
        if !change.after.is_empty() {
            *tree = tree.with(&change.after);
        }
        Ok(Wanted::Changed(Box::new(change), whole))
    }

    fn of_diff(&self, tree: &mut SourceTree, output: &Output) -> Option<Wanted> {
        let given = self.diff.get_or_init(|| {
            let mut text = Vec::new();
            io::stdin().lock().read_to_end(&mut text).map_err(|error| io_reason(&error))?;
            Given::read(&text)
        });
        let wrong = |error: &str| format!("standard input: {error}");
        let given = given.as_ref().map_err(|error| warn(&wrong(error))).ok()?;
        if let Some(root) = tree.root.as_ref().filter(|_| given.is_elsewhere(tree)) {
            output.unjudged(&format!(
                "note: no file of the diff is in {}; see `git diff --relative`",
                root.display()
            ));
        }
        let change = given.change(tree).map_err(|unfit| match unfit {
            Unfit::Unplaced(error) if given.is_part() => output.unjudged(&wrong(&error)),
            Unfit::Unplaced(error) | Unfit::Binary(error) => warn(&wrong(&error)),
        });
        let change = change.ok()?;
        if !change.after.is_empty() {
            *tree = tree.with(&change.after);
        }
        Some(Wanted::Changed(Box::new(change), None))
    }
}

impl Wanted {
    /// The findings in a tree that are to be reported.
    pub(super) fn check(&self, tree: &SourceTree, settings: &Settings) -> Vec<Diagnostic> {
        match self {
            Wanted::All => check(tree, settings),
            Wanted::Changed(change, whole) => {
                let is_whole = |path: &str| whole.as_ref().is_some_and(|whole| whole.holds(tree, path));
                check_changed(tree, settings, change, is_whole)
            }
        }
    }
}
