//! The index of a tree after some of its files have changed: from the newest index that was built,
//! each file that has changed since replaces the one of its path.

use super::base::Base;
use crate::buffer::Buffer;
use rustc_hash::FxHashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use trace_lint::index::{Content, Index};

/// A file that is no longer what it was when its tree was read.
#[derive(Clone)]
pub struct Replaced {
    /// Since this revision.
    pub revision: u64,
    /// The open document that stands for it; `None` for what is on the disk now.
    pub buffer: Option<Arc<Buffer>>,
    /// True for what reading the tree does not come by: it is there as long as it is open.
    pub is_guest: bool,
}

/// The files that have changed since a tree was read, by their paths as shown.
pub type Contents = FxHashMap<Arc<str>, Replaced>;

/// An index that was built.
pub struct Built {
    /// The base it was built on.
    pub base: Arc<Base>,
    /// The revision of the tree it was built for.
    pub revision: u64,
    /// The revisions of the files that are in it.
    pub applied: FxHashMap<Arc<str>, u64>,
    /// The index.
    pub index: Arc<Index>,
    /// True unless the whole tree must be read again to know what a change means.
    pub is_settled: bool,
}

impl Built {
    /// The index of a tree as it was read.
    pub fn new(base: &Arc<Base>) -> Built {
        Built {
            base: Arc::clone(base),
            revision: base.revision,
            applied: base.applied.clone(),
            index: Arc::clone(&base.index),
            is_settled: true,
        }
    }

    /// Puts the files in it that have changed.
    pub fn update(&mut self, root: &Path, contents: &Contents, revision: u64) {
        for (path, replaced) in contents {
            if self.applied.get(path) != Some(&replaced.revision) {
                self.apply(root, path, replaced);
                self.applied.insert(path.clone(), replaced.revision);
            }
        }
        self.revision = revision;
    }

    fn apply(&mut self, root: &Path, path: &Arc<str>, replaced: &Replaced) {
        let buffer = replaced.buffer.as_deref();
        let was_read = || self.base.index.find_list(path).is_some();
        if replaced.is_guest && buffer.and_then(Buffer::list).is_none() && !was_read() {
            self.index = Arc::new(self.index.without(path));
            return;
        }
        let disk = match buffer {
            None => read(&root.join(&**path)),
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

/// The bytes of a file on the disk; `None` where it can't be read, or is too large.
pub fn read(path: &Path) -> Option<Vec<u8>> {
    let metadata = fs::metadata(path).ok()?;
    let is_read = metadata.is_file() && u32::try_from(metadata.len()).is_ok();
    is_read.then(|| fs::read(path).ok())?
}
