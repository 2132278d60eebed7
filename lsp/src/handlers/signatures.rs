//! `textDocument/signatureHelp`

use crate::proto::{assist, position};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{SignatureHelp, SignatureHelpParams};

/// The event that is written or called at a place, and which of its arguments.
pub fn help(snapshot: &Snapshot, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
    let offset = position::offset(snapshot, params.text_document_position_params.position);
    let found = snapshot.analysis().signature(offset);
    Ok(found.map(|found| assist::signature(&snapshot.features, found)))
}
