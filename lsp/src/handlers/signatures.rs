//! `textDocument/signatureHelp`

use crate::ide::call_signature;
use crate::ide::signature_help::signature;
use crate::proto::assist;
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{SignatureHelp, SignatureHelpParams};

/// The event whose format is written at a place, and the argument that is printed there; in a source
/// the event that is called, and the argument that is passed.
pub fn help(snapshot: &Snapshot, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
    let offset = assist::offset(snapshot, &params.text_document_position_params);
    let found = match (snapshot.file(), &snapshot.tree) {
        (Some(file), _) => signature(file, offset),
        (None, Some(tree)) => call_signature::signature(tree.index(), snapshot.path(), offset),
        (None, None) => None,
    };
    Ok(found.map(|found| assist::signature(&snapshot.features, found)))
}
