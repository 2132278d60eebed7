//! What has changed since a tree was read from the disk.

use crate::view::buffer::Buffer;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A file that is no longer what it was when its tree was read.
#[derive(Clone)]
pub struct OverlayEntry {
    /// Since this revision.
    pub revision: u64,
    /// The open document that stands for it; `None` for what is on the disk now.
    pub buffer: Option<Arc<Buffer>>,
    /// True for what reading the tree does not come by: it is there as long as it is open.
    pub is_outside: bool,
}

/// The files that have changed since a tree was read, by their paths as shown.
pub type Overlay = FxHashMap<Arc<str>, OverlayEntry>;
