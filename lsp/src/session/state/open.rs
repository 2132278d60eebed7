//! An open document, and the tree that it stands in.

use crate::view::buffer::{Buffer, DocumentInfo};
use crate::view::config::Config;
use crate::view::features::Features;
use crate::view::kind::{self, DocumentKind};
use crate::view::snapshot::Snapshot;
use crate::view::tree::overlay::OverlayEntry;
use ropey::Rope;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The findings that a client has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownFindings {
    pub version: i32,
    pub identity: u64,
    pub is_empty: bool,
}

pub struct OpenDocument {
    pub version: i32,
    pub text: Rope,
    pub info: Arc<DocumentInfo>,
    /// True when its configuration says that it is an event list.
    pub is_configured: bool,
    pub current: Arc<AtomicU64>,
    pub buffer: Arc<Buffer>,
    /// The root of its tree and its path there, once that is known to concern it.
    pub place: Option<(PathBuf, Arc<str>)>,
    /// True once it is known where it lies.
    pub is_located: bool,
    /// What a worker is about to find out of where it lies.
    pub locating: Option<Arc<DocumentInfo>>,
    /// What readers are given until the next change.
    pub snapshot: Option<Arc<Snapshot>>,
    /// True when its findings are not those of its text.
    pub is_dirty: bool,
    /// True while a worker looks for them.
    pub is_diagnosed: bool,
    /// The findings that the client has.
    pub shown: Option<ShownFindings>,
}

impl OpenDocument {
    /// What stands for its file in a tree.
    pub fn entry(&self) -> OverlayEntry {
        let is_outside = !self.info.is_part(&self.buffer.uri);
        OverlayEntry { revision: self.buffer.revision, buffer: Some(Arc::clone(&self.buffer)), is_outside }
    }

    /// True as long as it is what it was at a revision.
    pub fn is_at(&self, revision: u64) -> bool {
        self.current.load(Ordering::SeqCst) == revision
    }

    /// Reads its text anew as what it is now; returns what it was.
    pub fn classify(&mut self, features: &Arc<Features>) -> DocumentKind {
        let Buffer { uri, kind: was, .. } = &*self.buffer;
        let (uri, was) = (uri.clone(), *was);
        let kind = kind::kind(&self.info.language, &uri, &self.text, self.is_configured);
        let (text, features) = (self.text.clone(), Arc::clone(features));
        let (info, current) = (Arc::clone(&self.info), Arc::clone(&self.current));
        self.buffer = Arc::new(Buffer::new(uri, self.version, kind, text, features, info, current));
        self.snapshot = None;
        was
    }

    /// Finds its place anew, and whether there is something to check in it; returns the old place where it has moved. `sole` is the only tree, if there is just one.
    pub fn place(&mut self, sole: Option<&PathBuf>) -> Option<Option<(PathBuf, Arc<str>)>> {
        let place = self.place_in(sole);
        // Of a source in no tree nothing is ever found.
        let is_checked = self.buffer.kind != DocumentKind::Other || place.is_some() || self.shown.is_some();
        self.is_dirty = self.is_located && is_checked;
        if place == self.place {
            return None;
        }
        Some(std::mem::replace(&mut self.place, place))
    }

    /// True when what governs it says that it is an event list.
    pub fn is_listed_by(&self, config: &Config) -> bool {
        let location = self.info.location(&self.buffer.uri);
        let settings = config.settings(location.config.as_slice(), location.release.as_ref());
        settings.policy.is_event_list(&location.path)
    }

    /// Where it stands: what reading its tree comes by, in that, and so what may have commands; an event list in
    /// the tree that it lies in, else in this one.
    pub fn place_in(&self, sole: Option<&PathBuf>) -> Option<(PathBuf, Arc<str>)> {
        if !self.is_located {
            return None;
        }
        let location = self.info.location(&self.buffer.uri);
        let root = match self.buffer.kind {
            DocumentKind::List => location.root.as_ref().or(sole),
            _ => {
                location.root.as_ref().filter(|_| self.info.is_part(&self.buffer.uri) || self.has_commands())
            }
        };
        Some((root?.clone(), Arc::clone(&location.path)))
    }

    /// True for a file of a QEMU tree in which commands are looked for.
    pub fn has_commands(&self) -> bool {
        let location = self.info.location(&self.buffer.uri);
        location.is_qemu && location.is_reached && kind::commands(&location.path, &self.text).is_some()
    }
}
