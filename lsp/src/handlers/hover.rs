//! `textDocument/hover`

use crate::proto::{assist, position};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverParams};

/// What is to be said of a place.
pub fn hover(snapshot: &Snapshot, params: HoverParams) -> Result<Option<Hover>> {
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let offset = position::offset(snapshot, params.text_document_position_params.position);
    let said = snapshot.analysis().hover(offset);
    Ok(said.map(|said| assist::hover(&at, &snapshot.features, &said)))
}
