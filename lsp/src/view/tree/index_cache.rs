//! The index of a tree after some of its files have changed: from the newest index that was built,
//! each file that has changed since replaces the one of its path.

use super::disk_index::DiskIndex;
use super::overlay::{Overlay, OverlayEntry};
use crate::view::buffer::Buffer;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::Arc;
use trace_lint::files::disk::{LARGEST_TEXT, read_within};
use trace_lint::model::index::{Content, Index};

/// An index that was built.
pub struct IndexCache {
    /// The base it was built on.
    pub base: Arc<DiskIndex>,
    /// The revision of the tree it was built for.
    pub revision: u64,
    /// The revisions of the files that are in it.
    pub applied: FxHashMap<Arc<str>, u64>,
    pub index: Arc<Index>,
    /// True unless the whole tree must be read again to know what a change means.
    pub is_settled: bool,
}

impl IndexCache {
    /// The index of a tree as it was read.
    pub fn new(base: &Arc<DiskIndex>) -> IndexCache {
        IndexCache {
            base: Arc::clone(base),
            revision: base.revision,
            applied: base.applied.clone(),
            index: Arc::clone(&base.index),
            is_settled: true,
        }
    }

    /// Puts the files in it that have changed.
    pub fn update(&mut self, root: &Path, overlay: &Overlay, revision: u64) {
        for (path, entry) in overlay {
            if self.applied.get(path) != Some(&entry.revision) {
                self.apply(root, path, entry);
                self.applied.insert(path.clone(), entry.revision);
            }
        }
        self.revision = revision;
    }

    fn apply(&mut self, root: &Path, path: &Arc<str>, entry: &OverlayEntry) {
        let buffer = entry.buffer.as_deref();
        let was_read = || self.base.index.find_list(path).is_some();
        if entry.is_outside && buffer.and_then(Buffer::list).is_none() && !was_read() {
            self.index = Arc::new(self.index.without(path));
            return;
        }
        let disk = match buffer {
            None => read(root, Path::new(&**path)),
            Some(_) => None,
        };
        let text = buffer.and_then(Buffer::document).map(|document| &*document.text).or(disk.as_deref());
        let content = match (buffer.and_then(Buffer::list), buffer.and_then(Buffer::file)) {
            (Some(list), _) => Content::List(Arc::clone(list)),
            (_, Some(file)) => Content::Events(Arc::clone(file)),
            // The document that is open no longer says that it is a list.
            _ if buffer.is_some() && was_read() => Content::Gone,
            _ => text.into(),
        };
        let replaced = self.index.replace(path, content);
        self.index = Arc::new(replaced.index);
        self.is_settled &= replaced.is_settled;
    }
}

/// The bytes of a file of a tree; `None` where it can't be read, leads out of the tree or is too large.
pub fn read(root: &Path, path: &Path) -> Option<Vec<u8>> {
    read_within(root, path, LARGEST_TEXT).ok()
}
