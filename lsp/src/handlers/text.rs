//! `traceLint/debug/text`

use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::TextDocumentIdentifier;

/// The text of a document as we have it.
pub fn text(snapshot: &Snapshot, _: TextDocumentIdentifier) -> Result<String> {
    Ok(snapshot.text.to_string())
}
