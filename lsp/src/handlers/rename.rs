//! `textDocument/prepareRename` and `textDocument/rename`

use crate::proto::{changes, position};
use crate::view::snapshot::Snapshot;
use std::borrow::Cow;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::*;

/// What would be renamed.
pub fn prepare(
    snapshot: &Snapshot,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let found = snapshot.analysis().prepare_rename(position::offset(snapshot, params.position));
    let (Some(found), Some(at)) = (found.transpose().map_err(refused)?, snapshot.positions()) else {
        return Ok(None);
    };
    let range = position::range(&at, found.span);
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name }))
}

/// The edits of a renaming.
pub fn rename(snapshot: &Snapshot, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let offset = position::offset(snapshot, params.text_document_position.position);
    let found = snapshot.analysis().rename(offset, params.new_name.trim()).map_err(refused)?;
    let edit = snapshot.tree.as_deref().and_then(|tree| changes::renaming(tree, &found));
    edit.map(Some).ok_or_else(|| refused("a file to be edited can't be named".into()))
}

fn refused(reason: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: Cow::Owned(reason), data: None }
}

/// The protocol's code for a request that is right and can't be met.
const REQUEST_FAILED: i64 = -32803;
