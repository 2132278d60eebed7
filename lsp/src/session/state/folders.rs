//! Where documents and workspace folders lie: found out by workers, who may touch the disk.

use super::State;
use super::open::OpenDocument;
use crate::client::outbox::Refreshed;
use crate::session::event::{Event, FolderLocated};
use crate::session::tree_state::{TreeState, named_root};
use crate::view::buffer::DocumentInfo;
use crate::view::config::Config;
use crate::view::uri;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::ls_types::{Uri, WorkspaceFoldersChangeEvent};
use trace_lint::files::{Location, locate};

impl State {
    /// Has a worker find out where a document lies.
    pub(super) fn locate(&self, uri: Uri, info: Arc<DocumentInfo>) {
        let events = self.events.clone();
        self.workers.run(move || {
            info.location(&uri);
            // Without a main loop nobody wants to know; here and below.
            let _ = events.send(Event::Located { uri, info });
        });
    }

    /// Has a worker find out in which tree a folder lies.
    pub(super) fn locate_folder(&self, uri: Uri) {
        let Some(folder) = uri::to_path(&uri) else { return };
        let events = self.events.clone();
        self.workers.run(move || {
            let inside = folder.join("trace-events");
            let Location { root, path, is_reached, .. } = locate(&inside);
            let Some(root) = root.filter(|_| is_reached) else { return };
            let named = named_root(&inside, &path, &root);
            let prefix = path.strip_suffix("trace-events").unwrap_or_default().to_owned();
            let _ = events.send(Event::FolderLocated(FolderLocated { uri, root, named, prefix }));
        });
    }

    /// A document lies where its [`DocumentInfo`] says.
    pub fn located(&mut self, uri: Uri, info: Arc<DocumentInfo>) {
        let Some(open) = self.documents.get_mut(&uri) else { return };
        if open.locating.take_if(|locating| Arc::ptr_eq(locating, &info)).is_none() {
            return;
        }
        let has_tree = open.place.as_ref().is_none_or(|(root, _)| self.trees.contains_key(root));
        if open.is_located && has_tree && open.info.location(&uri) == info.location(&uri) {
            return;
        }
        open.is_located = true;
        open.info = info;
        open.is_configured = open.is_listed_by(&self.config);
        let was_opened = open.place.is_none();
        self.revision += 1;
        self.rebuild(&uri);
        self.release();
        let place = self.documents.get(&uri).and_then(|open| open.place.clone());
        if let Some((root, _)) = place.filter(|_| was_opened) {
            self.reread(&root);
        }
    }

    /// A workspace folder lies in a tree.
    pub fn folder_located(&mut self, FolderLocated { uri, root, named, prefix }: FolderLocated) {
        if !self.folders.contains(&uri) {
            return;
        }
        let is_known = |tree: &TreeState| tree.folders.contains(&(uri.clone(), prefix.clone()));
        if self.trees.get(&root).is_some_and(is_known) {
            return;
        }
        self.revision += 1;
        let is_new = !self.trees.contains_key(&root);
        let tree = self.trees.entry(root.clone()).or_insert_with(|| TreeState::new(&root, &named));
        tree.folders.retain(|(other, _)| *other != uri);
        tree.folders.push((uri, prefix));
        tree.touch(self.revision);
        if is_new {
            self.read(&root);
        }
        self.disturb(&root);
        self.place_outside();
    }

    /// Workspace folders were added and removed.
    pub fn change_folders(
        &mut self,
        WorkspaceFoldersChangeEvent { added, removed }: WorkspaceFoldersChangeEvent,
    ) {
        for folder in removed {
            self.folders.retain(|uri| *uri != folder.uri);
            self.revision += 1;
            for tree in self.trees.values_mut() {
                tree.folders.retain(|(uri, _)| *uri != folder.uri);
                tree.touch(self.revision);
            }
        }
        for folder in added {
            self.folders.push(folder.uri.clone());
            self.locate_folder(folder.uri);
        }
        self.mark_all();
        self.release();
        self.refresh();
    }

    /// What was open of a tree is so no more: what is on the disk counts again.
    pub(super) fn detach(&mut self, place: Option<(PathBuf, Arc<str>)>) {
        let Some((root, path)) = place else { return };
        self.revision += 1;
        if let Some(tree) = self.trees.get_mut(&root) {
            tree.close(path, self.revision);
        }
        self.disturb(&root);
    }

    /// Forgets the trees that nothing open lies in.
    pub(super) fn release(&mut self) {
        let lies_in = |open: &OpenDocument, root: &PathBuf| {
            let is_there = open.place.as_ref().is_some_and(|(other, _)| other == root);
            is_there && open.info.location(&open.buffer.uri).root.as_ref() == Some(root)
        };
        let documents = &self.documents;
        self.trees.retain(|root, tree| {
            !tree.folders.is_empty() || documents.values().any(|open| lies_in(open, root))
        });
        self.place_outside();
    }

    /// Finds out anew where everything lies.
    pub(super) fn relocate(&mut self) {
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in uris {
            let Some(open) = self.documents.get_mut(&uri) else { continue };
            let DocumentInfo { language, path, opened, .. } = &*open.info;
            let info = Arc::new(DocumentInfo::new(language.clone(), path.clone(), *opened));
            open.locating = Some(Arc::clone(&info));
            self.locate(uri, info);
        }
        for folder in self.folders.clone() {
            self.locate_folder(folder);
        }
    }

    /// The settings have changed: they are asked for, or these.
    pub fn settings(&mut self, settings: &Value) {
        if self.features.configuration {
            self.ask_configuration();
        } else {
            self.configure(settings);
        }
    }

    /// Asks the client for what the user has set.
    pub(super) fn ask_configuration(&self) {
        let events = self.events.clone();
        // Without a main loop nobody wants to know.
        self.outbox.configuration(move |settings| drop(events.send(Event::Configured(settings))));
    }

    /// Learns what the user has set.
    pub fn configure(&mut self, value: &Value) {
        let (config, problems) = Config::read(value);
        for problem in problems {
            self.problem(problem);
        }
        if config == *self.config {
            return;
        }
        self.config = Arc::new(config);
        for tree in self.trees.values_mut() {
            tree.configure(&self.config);
        }
        self.mark_all();
        for uri in self.documents.keys().cloned().collect::<Vec<_>>() {
            let Some(open) = self.documents.get_mut(&uri).filter(|open| open.is_located) else { continue };
            let is_configured = open.is_listed_by(&self.config);
            if std::mem::replace(&mut open.is_configured, is_configured) != is_configured {
                self.rebuild(&uri);
            }
        }
        self.refresh();
    }

    /// Nothing that was found holds any more.
    fn mark_all(&mut self) {
        self.revision += 1;
        for tree in self.trees.values_mut() {
            tree.touch(self.revision);
        }
        for open in self.documents.values_mut() {
            open.snapshot = None;
            open.is_dirty = open.is_located;
        }
    }

    /// Has the client ask again for what it shows of a tree, if it can be told to.
    pub fn refresh(&self) {
        let all = [
            (self.features.pulls_diagnostics, Refreshed::Diagnostics),
            (self.features.refreshes_lenses, Refreshed::Lenses),
            (self.features.refreshes_hints, Refreshed::Hints),
        ];
        let able = all.into_iter().filter(|(is_able, _)| *is_able).map(|(_, what)| what);
        for what in able.chain(self.contents.iter().cloned().map(Refreshed::Content)) {
            self.outbox.refresh(what);
        }
    }
}
