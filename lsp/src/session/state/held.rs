//! Requests that wait until more is known.

use crate::session::request::{Answer, Needs};
use tower_lsp::ls_types::Uri;

/// A request that waits until more is known.
pub struct HeldRequest {
    pub uri: Uri,
    /// The revision of the document that it is about.
    pub revision: u64,
    pub needs: Needs,
    pub answer: Answer,
}
