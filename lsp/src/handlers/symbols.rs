//! `textDocument/documentSymbol` and `workspace/symbol`

use crate::ide::symbols::symbols;
use crate::ide::workspace_symbols;
use crate::proto::{assist, places, to};
use crate::view::snapshot::Snapshot;
use crate::view::workspace::Workspace;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// The outline of a document.
pub fn document(snapshot: &Snapshot, _: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let found = symbols(file);
    Ok(Some(match snapshot.features.nested_symbols {
        true => to::symbol_tree(&at, found).into(),
        false => to::symbol_list(&at, found, &snapshot.uri, None).into(),
    }))
}

/// The events of all trees whose names fit a query.
pub fn workspace(
    workspace: &Workspace,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let mut symbols = Vec::new();
    for tree in &workspace.trees {
        for found in workspace_symbols::symbols(tree.index(), &params.query) {
            symbols
                .extend(places::location(tree, &found.place).map(|location| assist::symbol(found, location)));
        }
    }
    Ok(Some(symbols.into()))
}
