//! `textDocument/signatureHelp`

use crate::ide::signature_help::signature;
use crate::proto::assist;
use crate::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{SignatureHelp, SignatureHelpParams};

/// The event whose format is written at a place, and the argument that is printed there.
pub fn help(snapshot: &Snapshot, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
    let Some(file) = snapshot.file() else { return Ok(None) };
    let found = signature(file, assist::offset(snapshot, &params.text_document_position_params));
    Ok(found.map(|found| assist::signature(&snapshot.features, found)))
}
