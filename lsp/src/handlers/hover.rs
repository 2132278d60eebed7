//! `textDocument/hover`

use crate::ide::hover;
use crate::proto::assist;
use crate::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverParams};

/// What is to be said of a place.
pub fn hover(snapshot: &Snapshot, params: HoverParams) -> Result<Option<Hover>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let offset = assist::offset(snapshot, &params.text_document_position_params);
    let said = hover::hover(file, snapshot.index(), offset);
    Ok(said.map(|said| assist::hover(&at, &snapshot.features, &said)))
}
