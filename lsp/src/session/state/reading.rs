//! Reading trees: each by a thread of its own, while everything else goes on.

use super::State;
use super::open::OpenDocument;
use crate::client::outbox::Progress;
use crate::session::event::{Event, TreeRead};
use crate::session::tree_state::{Reading, TreeState};
use crate::view::kind;
use crate::view::tree::TreeView;
use crate::view::tree::disk_index::DiskIndex;
use crate::view::uri;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use tower_lsp::ls_types::{DidChangeWatchedFilesParams, FileChangeType, Uri};
use trace_lint::files::Progress as Counted;
use trace_lint::linter::config::is_config;

/// For how long nobody edits a tree before it is read again on account of an edit.
const QUIET: Duration = Duration::from_millis(300);

/// How often the client is told how far reading has come.
const STEP: Duration = Duration::from_millis(50);

/// When more files than this change on the disk at once, the whole tree is read again.
const FEW: usize = 16;

impl State {
    /// Begins to read a tree, or notes that it must be read again.
    pub(super) fn read(&mut self, root: &Path) {
        let Some(tree) = self.trees.get_mut(root) else { return };
        if matches!(tree.reading, Reading::Going | Reading::GoingAgain) {
            tree.reading = Reading::GoingAgain;
            return;
        }
        tree.reading = Reading::Going;
        let (root, overlay, revision) = (Arc::clone(&tree.root), tree.overlay(), tree.revision());
        let is_shown = self.features.progress && tree.is_new();
        let progress = self.outbox.progress(is_shown, "Indexing trace events");
        let events = self.events.clone();
        let read = move || {
            let read = |counted: &Counted| DiskIndex::read(&root, &overlay, revision, counted);
            let base =
                catch_unwind(AssertUnwindSafe(|| with_progress(&progress, &root.to_string_lossy(), read)));
            drop(progress);
            // Without a main loop nobody wants to know; here and below.
            let _ = events.send(Event::Read(TreeRead { root, base: base.map_err(drop) }));
        };
        if let Err(error) = thread::Builder::new().name("indexer".into()).spawn(read) {
            self.problem(format!("the tree can't be read: {error}"));
        }
    }

    /// Takes what was read of a tree.
    pub fn tree_read(&mut self, TreeRead { root, base }: TreeRead) {
        self.revision += 1;
        let Some(tree) = self.trees.get_mut(&*root) else { return };
        let is_old = std::mem::take(&mut tree.reading) == Reading::GoingAgain;
        match base {
            Ok(Some(base)) => {
                let problems = self.config.problems(&base.index.facts.configs);
                tree.take(base, self.revision, &self.config);
                for (document, problem) in problems {
                    let line = document.position(problem.span.start).line;
                    let help = problem.help.map_or_else(String::new, |help| format!("; {help}"));
                    self.problem(format!("{}:{line}: {}{help}", document.path, problem.message));
                }
            }
            Ok(None) => {
                self.trees.remove(&*root);
                self.place_outside();
                self.relocate();
                return;
            }
            Err(()) => {
                tree.give_up();
                self.problem(format!("{} could not be read: see the log", root.display()));
            }
        }
        if is_old {
            self.read(&root);
        }
        self.disturb(&root.to_path_buf());
        self.refresh();
    }

    /// An edit changed more of a tree than one file: it is read again once nobody edits it.
    pub fn unsettled(&mut self, root: &Path, read: u64) {
        let is_due = |tree: &&mut TreeState| tree.reading == Reading::Done && tree.read_at() == Some(read);
        if let Some(tree) = self.trees.get_mut(root).filter(is_due) {
            tree.reading = Reading::Waiting;
            self.wait(root);
        }
    }

    /// A document was edited: what the client shows of the others in its tree is asked for again once
    /// nobody edits it.
    pub(super) fn refresh_later(&mut self, root: &Path, edited: &Uri) {
        let is_beside = |(uri, open): (&Uri, &OpenDocument)| {
            uri != edited && open.place.as_ref().is_some_and(|(other, _)| other == root)
        };
        if !self.documents.iter().any(is_beside) {
            return;
        }
        if let Some(tree) = self.trees.get_mut(root) {
            tree.is_shown_as_it_was = true;
            self.wait(root);
        }
    }

    /// Waits for a moment without an edit of a tree.
    fn wait(&mut self, root: &Path) {
        let Some(tree) = self.trees.get_mut(root).filter(|tree| !tree.is_waiting) else { return };
        tree.is_waiting = true;
        let (root, revision, events) = (root.to_owned(), tree.revision(), self.events.clone());
        let wait = move || {
            thread::sleep(QUIET);
            let _ = events.send(Event::Quiet { root, revision });
        };
        if let Err(error) = thread::Builder::new().name("timer".into()).spawn(wait) {
            self.problem(format!("what an edit means for other files is not looked for: {error}"));
        }
    }

    /// A moment has passed: does what waits for that, unless the tree was edited meanwhile.
    pub fn quiet(&mut self, root: &Path, revision: u64) {
        let Some(tree) = self.trees.get_mut(root) else { return };
        tree.is_waiting = false;
        if tree.revision() != revision {
            return self.wait(root);
        }
        let is_to_read = tree.reading == Reading::Waiting;
        if std::mem::take(&mut tree.is_shown_as_it_was) && !is_to_read {
            self.refresh();
        }
        if is_to_read {
            self.read(root);
        }
    }

    /// So many files changed on the disk that any may have: everything is read again.
    pub fn many_watched(&mut self) {
        for root in self.trees.keys().cloned().collect::<Vec<_>>() {
            self.read(&root);
        }
        self.relocate();
    }

    /// Files changed on the disk.
    pub fn watched(&mut self, DidChangeWatchedFilesParams { changes }: DidChangeWatchedFilesParams) {
        let changes: Vec<_> =
            changes.iter().filter_map(|change| Some((uri::to_path(&change.uri)?, change.typ))).collect();
        for root in self.trees.keys().cloned().collect::<Vec<_>>() {
            self.watched_in(&root, &changes);
        }
        // What lies above the roots, or beside files that lie in no tree.
        let is_config = |path: &Path| path.to_str().is_some_and(is_config);
        for (config, _) in changes.iter().filter(|(path, _)| is_config(path)) {
            let governed = |root: &&PathBuf| config.parent().is_some_and(|folder| root.starts_with(folder));
            for root in self.trees.keys().filter(governed).cloned().collect::<Vec<_>>() {
                self.read(&root);
            }
        }
        if changes.iter().any(|(path, _)| kind::decides_roots(path) || is_config(path)) {
            self.relocate();
        }
    }

    /// Takes what changed in one tree: a few files one by one, else the whole tree anew.
    fn watched_in(&mut self, root: &PathBuf, changes: &[(PathBuf, FileChangeType)]) {
        let Some(tree) = self.trees.get(root) else { return };
        let is_shown = |path: &str| kind::is_part(path) && tree.is_open(path);
        let inside: Vec<(Arc<str>, FileChangeType)> = changes
            .iter()
            .filter_map(|(path, kind)| Some((Arc::from(tree.shown(path)?), *kind)))
            // An open document stands for what is on the disk.
            .filter(|(path, kind)| {
                kind::is_read(path) && !(*kind == FileChangeType::CHANGED && is_shown(path))
            })
            .take(FEW + 1)
            .collect();
        if inside.is_empty() {
            return;
        }
        let is_plain = |(path, kind): &(Arc<str>, FileChangeType)| {
            *kind == FileChangeType::CHANGED
                && !path.ends_with("trace.h")
                && kind::is_part(path)
                && !kind::decides_roots(Path::new(&**path))
        };
        if inside.len() > FEW || !inside.iter().all(is_plain) {
            return self.read(root);
        }
        for (path, _) in inside {
            self.revision += 1;
            if let Some(tree) = self.trees.get_mut(root) {
                tree.close(path, self.revision);
            }
        }
        self.disturb(root);
        self.refresh();
    }
}

/// Reports a tree that must be read again, by what a worker saw of it.
pub(super) fn report_unsettled(events: &mpsc::Sender<Event>, tree: Option<&TreeView>) {
    if let Some(tree) = tree.filter(|tree| tree.is_unsettled()) {
        // Without a main loop nobody reads it again.
        let _ = events.send(Event::Unsettled { root: Arc::clone(&tree.root), read: tree.base.revision });
    }
}

/// Does some work, and tells the client meanwhile how far it has come.
fn with_progress<T>(progress: &Progress, what: &str, work: impl FnOnce(&Counted) -> T) -> T {
    let counted = Counted::default();
    if !progress.is_shown() {
        return work(&counted);
    }
    let (end, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let counted = &counted;
        scope.spawn(move || {
            progress.report(what, 0);
            while ended.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                let (done, total) = (counted.done(), counted.total().max(1));
                // The last tenth is for tying together what was read.
                progress
                    .report(&format!("{what}: {done} of {total} files"), (done * 90 / total).min(90) as u32);
            }
        });
        let result = work(counted);
        drop(end);
        result
    })
}
