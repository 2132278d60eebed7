//! `textDocument/documentSymbol`

use crate::ide::symbols::symbols;
use crate::proto::to;
use crate::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentSymbolParams, DocumentSymbolResponse};

/// The outline of a document.
pub fn document(snapshot: &Snapshot, _: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let found = symbols(file);
    Ok(Some(match snapshot.features.nested_symbols {
        true => to::symbol_tree(&at, found).into(),
        false => to::symbol_list(&at, found, &snapshot.uri, None).into(),
    }))
}
