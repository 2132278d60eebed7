//! What a document is and in which tree it stands: decided anew whenever its text, its configuration or the
//! trees change.

use super::State;
use super::open::OpenDocument;
use crate::session::tree_state::{TreeState, named_root};
use crate::view::kind::DocumentKind;
use std::path::PathBuf;
use tower_lsp::ls_types::Uri;

impl State {
    /// A document is another for its readers, though its text may be as it was: who waits to read it may.
    /// What it is and where it stands may be another, too.
    pub(super) fn rebuild(&mut self, uri: &Uri) {
        let sole = self.sole_tree();
        let Some(open) = self.documents.get_mut(uri) else { return };
        let was = open.classify(&self.features);
        let left = open.place(sole.as_ref());
        let is_moved = left.is_some();
        if let Some(place) = left {
            self.detach(place);
        }
        self.attach(uri, was);
        if is_moved {
            self.release();
        }
    }

    /// Puts a document, which was of some kind before, into the tree that it stands in.
    fn attach(&mut self, uri: &Uri, was: DocumentKind) {
        let Some(open) = self.documents.get(uri) else { return };
        let Some((root, path)) = open.place.clone() else { return };
        let entry = open.entry();
        // The index of the tree knows nothing of it: what others see of the tree holds.
        let is_beside = entry.is_outside && [was, open.buffer.kind] == [DocumentKind::Other; 2];
        match self.trees.get_mut(&root) {
            Some(tree) if is_beside => tree.add_outside(path, entry),
            Some(tree) => tree.replace(path, entry, self.revision),
            None => {
                let named = open.info.path.as_ref();
                let named = named.map_or(root.clone(), |it| named_root(it, &path, &root));
                let mut tree = TreeState::new(&root, &named);
                tree.replace(path, entry, self.revision);
                self.trees.insert(root.clone(), tree);
                self.read(&root);
            }
        }
        if is_beside {
            self.renew_snapshots(&root);
        } else {
            self.disturb(&root);
            self.refresh_later(&root, uri);
        }
    }

    /// Whoever reads a document of a tree next sees the others as they are now.
    fn renew_snapshots(&mut self, root: &PathBuf) {
        for open in self.documents.values_mut() {
            if open.place.as_ref().is_some_and(|(other, _)| other == root) {
                open.snapshot = None;
            }
        }
    }

    /// The tree of the client, if there is just one.
    fn sole_tree(&self) -> Option<PathBuf> {
        let mut roots = self.trees.keys();
        roots.next().filter(|_| roots.next().is_none()).cloned()
    }

    /// Event lists that lie in no tree stand in the only one, as soon as there is one and as long.
    pub(super) fn place_outside(&mut self) {
        let sole = self.sole_tree();
        let has_moved = |open: &OpenDocument| open.place_in(sole.as_ref()) != open.place;
        let is_outside = |open: &OpenDocument| {
            open.is_located && open.buffer.kind == DocumentKind::List && has_moved(open)
        };
        let moved = self.documents.iter().filter(|(_, open)| is_outside(open)).map(|(uri, _)| uri.clone());
        for uri in moved.collect::<Vec<_>>() {
            self.revision += 1;
            self.rebuild(&uri);
        }
    }
}
