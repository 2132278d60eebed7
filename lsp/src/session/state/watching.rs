//! What the client watches for us, and what is read again where nobody does.

use super::State;
use crate::client::registrations::{WatchedRoot, watches, watches_of};
use crate::session::event::{Event, GitSeen};
use crate::view::kind;
use crate::view::uri;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::{DidChangeWatchedFilesParams, FileChangeType, Unregistration, Uri};
use trace_lint::linter::config::is_config;

/// When more files than this change on the disk at once, the whole tree is read again.
const FEW: usize = 16;

impl State {
    /// Asks the client to watch its workspace folders.
    pub(super) fn watch_folders(&mut self) {
        if self.features.watches_files {
            let events = self.events.clone();
            // Without a main loop nobody wants to know; here and below.
            let answered = move |is_taken| drop(events.send(Event::Watching { root: None, is_taken }));
            self.outbox.register(vec![watches()], answered);
        }
    }

    /// The client has agreed to watch its folders or a root, or has refused.
    pub fn watching(&mut self, root: Option<PathBuf>, is_taken: bool) {
        match root {
            None => self.watching.folders = is_taken,
            Some(root) => {
                if let Some((_, is_watched)) = self.watching.roots.get_mut(&root) {
                    *is_watched = is_taken;
                }
            }
        }
    }

    /// Has the client watch those roots that lie outside of its folders, which it watches anyway, and no others.
    pub fn watch_roots(&mut self) {
        if !self.features.watches_files || !self.features.relative_patterns {
            return;
        }
        let mut gone = Vec::new();
        let (folders, trees) = (&self.folders, &self.trees);
        self.watching.roots.retain(|root, (watched, _)| {
            let is_wanted = trees.get(root).is_some_and(|tree| !is_shown(folders, &tree.named));
            if !is_wanted {
                gone.push(Unregistration { id: watched.id(), method: watched.method().into() });
            }
            is_wanted
        });
        if !gone.is_empty() {
            self.outbox.unregister(gone);
        }
        let is_new = |root: &PathBuf| !self.watching.roots.contains_key(root);
        let new = trees.iter().filter(|(root, tree)| is_new(root) && !is_shown(folders, &tree.named));
        for (root, named) in new.map(|(root, tree)| (root.clone(), tree.named.clone())).collect::<Vec<_>>() {
            let Some(uri) = uri::from_path(&named) else { continue };
            self.watching.next += 1;
            let watched = WatchedRoot { number: self.watching.next, uri };
            let (events, answered) = (self.events.clone(), root.clone());
            let answered =
                move |is_taken| drop(events.send(Event::Watching { root: Some(answered), is_taken }));
            self.outbox.register(vec![watches_of(&watched)], answered);
            self.watching.roots.insert(root, (watched, false));
        }
    }

    /// True when the client reports all that changes in a tree.
    fn is_watched(&self, root: &Path) -> bool {
        let is_agreed = match self.watching.roots.get(root) {
            Some((_, is_watched)) => *is_watched,
            None => {
                let named = self.trees.get(root).map_or(root, |tree| &tree.named);
                self.watching.folders && is_shown(&self.folders, named)
            }
        };
        is_agreed && self.features.reports_every_change
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
            // An open document replaces what is on the disk.
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

    /// A document was opened, saved or closed: other files of its tree may have changed unreported. A tree that is
    /// being read for the first time is new enough.
    pub(super) fn reread(&mut self, root: &Path) {
        let is_known = self.trees.get(root).is_some_and(|tree| !tree.is_new());
        if is_known && !self.is_watched(root) {
            self.read(root);
        }
    }

    /// A document was saved.
    pub fn saved(&mut self, uri: &Uri) {
        self.refresh();
        let place = self.documents.get(uri).and_then(|open| open.place.clone());
        if let Some((root, _)) = place {
            self.reread(&root);
        }
    }

    /// The client has said something: git may have checked out something else since it last did.
    pub fn expect_changes(&mut self) {
        self.watching.is_due = true;
    }

    /// Has a worker look at the files that git writes when it checks something out, once for all that came from the
    /// client.
    pub fn look_at_git(&mut self) {
        if self.watching.is_looking || !self.watching.is_due {
            return;
        }
        self.watching.is_due = false;
        let unwatched = self.trees.iter().filter(|(root, _)| !self.is_watched(root));
        let known: Vec<_> =
            unwatched.filter_map(|(root, tree)| Some((root.clone(), tree.git.clone()?))).collect();
        if known.is_empty() {
            return;
        }
        self.watching.is_looking = true;
        let events = self.events.clone();
        self.workers.run(move || {
            let changed = known.into_iter().filter_map(|(root, was)| {
                let now = was.now();
                (now != was).then_some((root, now))
            });
            let _ = events.send(Event::GitSeen(GitSeen { changed: changed.collect() }));
        });
    }

    /// Reads the trees again in which git has checked out something else.
    pub fn git_seen(&mut self, GitSeen { changed }: GitSeen) {
        self.watching.is_looking = false;
        let is_any = !changed.is_empty();
        for (root, now) in changed {
            if let Some(tree) = self.trees.get_mut(&root) {
                tree.git = Some(now);
                self.read(&root);
            }
        }
        if is_any {
            // It may have brought or removed what marks a root.
            self.relocate();
        }
    }
}

/// True when a folder of the client is this one or holds it.
fn is_shown(folders: &[Uri], named: &Path) -> bool {
    folders.iter().filter_map(uri::to_path).any(|folder| named.starts_with(folder))
}
