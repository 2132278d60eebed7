//! `textDocument/completion` and `completionItem/resolve`

use crate::ide::call_completion;
use crate::ide::completion::{completions, documentation};
use crate::ide::event_lists;
use crate::proto::assist;
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;
use trace_lint::source::language;

/// What may stand at a place.
pub fn list(snapshot: &Snapshot, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let Some(file) = snapshot.file() else { return Ok(in_source(snapshot, &params)) };
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let offset = assist::offset(snapshot, &params.text_document_position);
    let found = completions(file, snapshot.index(), offset).into_iter().enumerate();
    let items = found.map(|item| assist::item(&at, &snapshot.features, &snapshot.uri, item));
    Ok(Some(items.collect::<Vec<_>>().into()))
}

/// The calls and guards of events that may stand at a place of a source.
fn in_source(snapshot: &Snapshot, params: &CompletionParams) -> Option<CompletionResponse> {
    let (tree, at) = (snapshot.tree.as_ref()?, snapshot.positions()?);
    let offset = assist::offset(snapshot, &params.text_document_position);
    if let Some(list) = tree.list(snapshot.path()) {
        let found = event_lists::completions(list, tree.catalogue()?, tree.index(), offset);
        let items = found.into_iter().enumerate();
        let items = items.map(|item| assist::item(&at, &snapshot.features, &snapshot.uri, item)).collect();
        // What is typed decides which patterns are offered.
        return Some(CompletionResponse::List(CompletionList { is_incomplete: true, items }));
    }
    language(snapshot.path().as_bytes())?;
    let text = &snapshot.document()?.text;
    let found = call_completion::complete(tree.index(), snapshot.path(), text, offset);
    let items = found.items.into_iter().enumerate();
    let items = items
        .map(|item| assist::call_item(&at, &snapshot.features, &snapshot.uri, found.span, item))
        .collect();
    let list = CompletionList { is_incomplete: !found.is_complete, items };
    Some(CompletionResponse::List(list))
}

/// An item with its documentation.
pub fn resolve(snapshot: &Snapshot, item: CompletionItem) -> Result<CompletionItem> {
    let said = assist::item_data(&item)
        .and_then(|data| documentation(snapshot.index(), snapshot.path(), &data.subject));
    let said = said.map(|blocks| assist::markup(&blocks, snapshot.features.completion_markdown));
    Ok(CompletionItem { documentation: said.map(Documentation::MarkupContent), ..item })
}
