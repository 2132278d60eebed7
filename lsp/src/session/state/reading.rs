//! Reading trees: each by a thread of its own, while everything else goes on.

use super::State;
use super::open::OpenDocument;
use crate::client::outbox::Progress;
use crate::session::event::{Event, Outcome, TreeRead};
use crate::session::tree_state::{Reading, TreeState};
use crate::view::tree::TreeView;
use crate::view::tree::disk_index::DiskIndex;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use tower_lsp::ls_types::Uri;
use trace_lint::files::{GitState, Progress as Counted};

/// For how long nobody edits a tree before it is read again on account of an edit.
const QUIET: Duration = Duration::from_millis(300);

/// How often the client is told how far reading has come.
const STEP: Duration = Duration::from_millis(50);

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
        let before = tree.view(&self.features);
        let progress = self.outbox.progress(is_shown, "Indexing trace events");
        let events = self.events.clone();
        let read = move || {
            // Before the first file: what git writes from now on may be read or not.
            let git = GitState::of(&root);
            let read = |counted: &Counted| match DiskIndex::read(&root, &overlay, revision, counted) {
                Some(base) if before.is_some_and(|tree| tree.is_known_as(&base.index)) => Outcome::Same,
                Some(base) => Outcome::Read(base),
                None => Outcome::Gone,
            };
            let outcome =
                catch_unwind(AssertUnwindSafe(|| with_progress(&progress, &root.to_string_lossy(), read)));
            drop(progress);
            let outcome = outcome.unwrap_or(Outcome::Failed);
            // Without a main loop nobody wants to know; here and below.
            let _ = events.send(Event::Read(TreeRead { root, git, outcome }));
        };
        if let Err(error) = thread::Builder::new().name("indexer".into()).spawn(read) {
            self.problem(format!("the tree can't be read: {error}"));
        }
    }

    /// Takes what was read of a tree.
    pub fn tree_read(&mut self, TreeRead { root, git, outcome }: TreeRead) {
        self.revision += 1;
        let Some(tree) = self.trees.get_mut(&*root) else { return };
        let is_old = std::mem::take(&mut tree.reading) == Reading::GoingAgain;
        // What was seen of git while it was read is newer.
        if !is_old {
            tree.git = git;
        }
        match outcome {
            Outcome::Read(base) => {
                let problems = self.config.problems(&base.index.facts.configs);
                tree.take(base, self.revision, &self.config);
                for (document, problem) in problems {
                    let line = document.position(problem.span.start).line;
                    let help = problem.help.map_or_else(String::new, |help| format!("; {help}"));
                    self.problem(format!("{}:{line}: {}{help}", document.path, problem.message));
                }
            }
            Outcome::Same => {
                if is_old {
                    self.read(&root);
                }
                return;
            }
            Outcome::Gone => {
                self.trees.remove(&*root);
                self.place_outside();
                self.relocate();
                return;
            }
            Outcome::Failed => {
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
        if self.contents.is_empty() && !self.documents.iter().any(is_beside) {
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
