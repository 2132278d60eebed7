//! `textDocument/completion` and `completionItem/resolve`

use crate::proto::{assist, position};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// What may stand at a place.
pub fn list(snapshot: &Snapshot, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let offset = position::offset(snapshot, params.text_document_position.position);
    let found = snapshot.analysis().completions(offset);
    Ok(found.map(|found| assist::completions(&at, &snapshot.features, &snapshot.uri, found)))
}

/// An item with its documentation.
pub fn resolve(snapshot: &Snapshot, item: CompletionItem) -> Result<CompletionItem> {
    let said = assist::item_data(&item).and_then(|data| snapshot.analysis().documentation(&data.subject));
    let said = said.map(|blocks| assist::markup(&blocks, snapshot.features.completion_markdown));
    Ok(CompletionItem { documentation: said.map(Documentation::MarkupContent), ..item })
}
