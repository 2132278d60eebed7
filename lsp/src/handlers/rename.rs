//! `textDocument/prepareRename` and `textDocument/rename`

use super::navigation::at;
use crate::ide::rename;
use crate::proto::{changes, position};
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use std::borrow::Cow;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::*;

/// What would be renamed.
pub fn prepare(
    snapshot: &Snapshot,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let Some((tree, target)) = at(snapshot, params.position) else { return Ok(None) };
    let found = rename::prepare(tree.index(), &target, &|path: &str| text(tree, path)).map_err(refused)?;
    let range = snapshot.positions().map(|at| position::range(&at, found.span));
    Ok(range.map(|range| PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name }))
}

/// The edits of a renaming.
pub fn rename(snapshot: &Snapshot, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let Some((tree, target)) = at(snapshot, params.text_document_position.position) else {
        return Err(refused("no event is named here".into()));
    };
    let texts = |path: &str| text(tree, path);
    let index = tree.index_with_commands();
    let found = rename::rename(&index, &target, params.new_name.trim(), &texts).map_err(refused)?;
    let edit = changes::renaming(tree, &found);
    edit.map(Some).ok_or_else(|| refused("a file to be edited can't be named".into()))
}

/// The bytes of a file of the tree.
pub fn text(tree: &TreeView, path: &str) -> Option<Vec<u8>> {
    tree.text(&path.into()).document().map(|document| document.text.clone())
}

fn refused(reason: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: Cow::Owned(reason), data: None }
}

/// The protocol's code for a request that is right and can't be met.
const REQUEST_FAILED: i64 = -32803;
