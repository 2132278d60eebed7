//! Requests that wait until more is known.

use crate::session::pool::Pool;
use crate::view::snapshot::Snapshot;
use std::sync::Arc;
use tower_lsp::ls_types::Uri;

/// A request that waits until more is known.
pub struct HeldRequest {
    pub uri: Uri,
    /// The revision of the document that it is about.
    pub revision: u64,
    pub needs: Needs,
    /// Answers it; without a snapshot, because the document has changed since.
    pub run: Run,
}

pub type Run = Box<dyn FnOnce(&Pool, Option<Arc<Snapshot>>) + Send>;

/// What a request needs to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The document, and the tree if that is read.
    Document,
    /// The document and its tree: the request waits until that is read.
    Tree,
}
