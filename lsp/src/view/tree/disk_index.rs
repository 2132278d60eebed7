//! A tree as it was read from the disk as a whole, with the texts of the buffers open then.

use super::overlay::Overlay;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::Arc;
use trace_lint::files::{Progress, read_tree};
use trace_lint::model::index::Index;

/// A tree as it was read.
pub struct DiskIndex {
    /// The newest revision of the tree when reading began.
    pub revision: u64,
    pub index: Arc<Index>,
    /// The revisions of the buffers that it was read with.
    pub applied: FxHashMap<Arc<str>, u64>,
}

impl DiskIndex {
    /// Reads a tree, and counts the files in `progress`; `None` when it is there no more.
    pub fn read(root: &Path, overlay: &Overlay, revision: u64, progress: &Progress) -> Option<DiskIndex> {
        if !root.is_dir() {
            return None;
        }
        let parts = || overlay.iter().filter(|(_, it)| !it.is_outside);
        let buffers = || parts().filter_map(|(path, it)| Some((path, it.buffer.as_ref()?)));
        let overlay = buffers().map(|(path, buffer)| (path.clone(), Some(buffer.bytes()))).collect();
        let (index, failures) = read_tree(root, &overlay, progress);
        for failure in failures {
            tracing::info!("{}: {}", failure.path.display(), failure.reason);
        }
        let applied = buffers().map(|(path, buffer)| (path.clone(), buffer.revision)).collect();
        Some(DiskIndex { revision, index: Arc::new(index), applied })
    }
}
