//! `--staged`, `--since` and `--diff-filter`: only what a change brings in or touches.

use super::messages::warn;
use crate::check::changed::check_changed;
use crate::check::request::check;
use crate::files::{Change, PendingDiff, Range, SourceTree, io_reason, root_of, start_diff};
use crate::linter::Settings;
use crate::rules::diagnostic::Diagnostic;
use crate::text::patch::Patch;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

#[derive(Debug, clap::Args)]
#[group(multiple = false, conflicts_with_all = ["fix", "diff", "add_suppressions", "write_baseline"])]
pub(super) struct Changes {
    /// Report only what the changes in git's index bring in or touch, as they are there
    #[arg(long)]
    staged: bool,
    /// Report only what has come since a revision
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Report only what a unified diff on standard input brings in or touches; it is applied already
    #[arg(long)]
    diff_filter: bool,
    /// The diff, which can be read once.
    #[arg(skip)]
    diff: OnceLock<Result<Arc<Change>, String>>,
}

/// What is to be reported of a tree.
pub(super) enum Wanted {
    /// All findings.
    All,
    /// Those that a change brings in or touches.
    Changed(Arc<Change>),
}

/// What git was asked before the trees were read, by their roots.
pub(super) type Begun = FxHashMap<PathBuf, PendingDiff>;

impl Changes {
    /// What git is to be asked about; nothing where it has no part in it.
    fn range(&self) -> Option<Range<'_>> {
        match &self.since {
            Some(revision) => Some(Range::Since(revision)),
            None => self.staged.then_some(Range::Staged),
        }
    }

    /// True when only what has changed is reported.
    pub(super) fn are_asked(&self) -> bool {
        self.diff_filter || self.range().is_some()
    }

    /// Asks git about the trees of these paths, so that it works while they are read.
    pub(super) fn begin(&self, paths: &[PathBuf]) -> Begun {
        let mut begun = Begun::default();
        let Some(range) = self.range() else { return begun };
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

    /// What is to be reported of a tree, which is then as the change leaves it; `None` when the change
    /// can't be known, which is reported.
    pub(super) fn apply(&self, tree: &mut SourceTree, begun: &mut Begun) -> Option<Wanted> {
        if self.diff_filter {
            let change = self.diff.get_or_init(|| {
                let mut text = Vec::new();
                io::stdin().lock().read_to_end(&mut text).map_err(|error| io_reason(&error))?;
                Ok(Arc::new(Change { patch: Patch::given(&text)?, ..Change::default() }))
            });
            let applied = change.clone().and_then(|change| is_applied(&change, tree).map(|()| change));
            return applied
                .map(Wanted::Changed)
                .map_err(|error| warn(&format!("standard input: {error}")))
                .ok();
        }
        let Some(range) = self.range() else { return Some(Wanted::All) };
        let root = tree.root.as_deref().unwrap_or(Path::new("."));
        let asked = begun.remove(root).map_or_else(|| start_diff(root, range), Ok);
        match asked.and_then(|asked| asked.changes(tree)) {
            Ok(change) => {
                if !change.after.is_empty() {
                    *tree = tree.with(&change.after);
                }
                Some(Wanted::Changed(Arc::new(change)))
            }
            Err(message) => {
                warn(&message);
                None
            }
        }
    }
}

/// Holds a diff against the tree, which is to be as the diff leaves it.
fn is_applied(change: &Change, tree: &SourceTree) -> Result<(), String> {
    let files = &change.patch.files;
    let mut is_elsewhere = !files.is_empty() && change.patch.removed.is_empty();
    for (path, file) in files {
        if !tree.may_hold(path) {
            is_elsewhere &= !tree.has(path);
            continue;
        }
        let Some(text) = tree.text_of(&path.as_str().into()) else { continue };
        is_elsewhere = false;
        if let Some(line) = file.missing(&text) {
            let line = String::from_utf8_lossy(line);
            return Err(format!("the diff is not applied: {path} does not have its line `{line}` in place"));
        }
    }
    if let Some(root) = tree.root.as_ref().filter(|_| is_elsewhere) {
        warn(&format!("note: no file of the diff is in {}; see `git diff --relative`", root.display()));
    }
    Ok(())
}

impl Wanted {
    /// The findings in a tree that are to be reported.
    pub(super) fn check(&self, tree: &SourceTree, settings: &Settings) -> Vec<Diagnostic> {
        match self {
            Wanted::All => check(tree, settings),
            Wanted::Changed(change) => check_changed(tree, settings, change),
        }
    }
}
