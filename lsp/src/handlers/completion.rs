//! `textDocument/completion` and `completionItem/resolve`

use crate::ide::completion::{completions, documentation};
use crate::proto::assist;
use crate::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// What may stand at a place.
pub fn list(snapshot: &Snapshot, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let offset = assist::offset(snapshot, &params.text_document_position);
    let found = completions(file, snapshot.index(), offset).into_iter().enumerate();
    let items = found.map(|item| assist::item(&at, &snapshot.features, &snapshot.uri, item));
    Ok(Some(items.collect::<Vec<_>>().into()))
}

/// An item with its documentation.
pub fn resolve(snapshot: &Snapshot, item: CompletionItem) -> Result<CompletionItem> {
    let said = assist::item_data(&item)
        .and_then(|data| documentation(snapshot.index(), snapshot.path(), &data.subject));
    let said = said.map(|blocks| assist::markup(&blocks, snapshot.features.completion_markdown));
    Ok(CompletionItem { documentation: said.map(Documentation::MarkupContent), ..item })
}
