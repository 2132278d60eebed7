//! All that the server knows, for requests about no single document.

use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use std::sync::Arc;

/// Every tree that is read and every open document.
pub struct Workspace {
    /// In the order of their roots.
    pub trees: Vec<Arc<TreeView>>,
    /// In the order of their URIs.
    pub documents: Vec<Arc<Snapshot>>,
}
