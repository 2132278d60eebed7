//! What a document is and in which tree it stands: decided anew whenever its text, its configuration or the
//! trees change.

use super::{Open, State};
use crate::buffer::{Buffer, Kind};
use crate::config::Config;
use crate::proto::from;
use crate::tree::{Tree, named_root};
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::ls_types::Uri;

impl Open {
    /// True when what governs it says that it is an event list.
    pub(super) fn is_listed_by(&self, config: &Config) -> bool {
        let location = self.about.location(&self.buffer.uri);
        let settings = config.settings(location.config.as_slice(), location.version);
        settings.policy.is_event_list(&location.path)
    }

    /// Where it stands: what reading its tree comes by, in that, and so what may have commands; an event list in
    /// the tree that it lies in, else in this one.
    fn place_in(&self, sole: Option<&PathBuf>) -> Option<(PathBuf, Arc<str>)> {
        if !self.is_located {
            return None;
        }
        let location = self.about.location(&self.buffer.uri);
        let root = match self.buffer.kind {
            Kind::List => location.root.as_ref().or(sole),
            _ => {
                location.root.as_ref().filter(|_| self.about.is_part(&self.buffer.uri) || self.has_commands())
            }
        };
        Some((root?.clone(), Arc::clone(&location.path)))
    }

    /// True for a file of a QEMU tree in which commands are looked for.
    fn has_commands(&self) -> bool {
        let location = self.about.location(&self.buffer.uri);
        location.is_qemu && location.is_reached && from::commands(&location.path, &self.text).is_some()
    }
}

impl State {
    /// A document is another for its readers, though its text may be as it was: who waits to read it may.
    /// What it is and where it stands may be another, too.
    pub(super) fn rebuild(&mut self, uri: &Uri) {
        let sole = self.sole_tree();
        let Some(open) = self.documents.get_mut(uri) else { return };
        let was = open.buffer.kind;
        open.buffer = Arc::new(Buffer::new(
            uri.clone(),
            open.version,
            from::kind(&open.about.language, uri, &open.text, open.is_configured),
            open.text.clone(),
            Arc::clone(&self.features),
            Arc::clone(&open.about),
            Arc::clone(&open.current),
        ));
        open.snapshot = None;
        let place = open.place_in(sole.as_ref());
        let is_checked = open.buffer.kind != Kind::Other || place.is_some() || open.shown.is_some();
        open.is_dirty = open.is_located && is_checked;
        let before = std::mem::replace(&mut open.place, place.clone());
        let (replaced, about) = (open.replaced(), Arc::clone(&open.about));
        // The index of the tree knows nothing of it.
        let is_beside = replaced.is_guest && [was, open.buffer.kind] == [Kind::Other; 2];
        let has_moved = before != place;
        if has_moved {
            self.detach(before);
        }
        if let Some((root, path)) = place {
            match self.trees.get_mut(&root) {
                Some(tree) if is_beside => tree.lay_beside(path, replaced),
                Some(tree) => {
                    tree.replace(path, replaced);
                    tree.touch(self.revision);
                }
                None => {
                    let named = about.path.as_ref().map_or(root.clone(), |it| named_root(it, &path, &root));
                    let mut tree = Tree::new(&root, &named);
                    tree.replace(path, replaced);
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
        if has_moved {
            self.release();
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
    pub(super) fn settle_guests(&mut self) {
        let sole = self.sole_tree();
        let has_moved = |open: &Open| open.place_in(sole.as_ref()) != open.place;
        let is_guest = |open: &Open| open.is_located && open.buffer.kind == Kind::List && has_moved(open);
        let moved = self.documents.iter().filter(|(_, open)| is_guest(open)).map(|(uri, _)| uri.clone());
        for uri in moved.collect::<Vec<_>>() {
            self.revision += 1;
            self.rebuild(&uri);
        }
    }
}
