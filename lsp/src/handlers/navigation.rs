//! `textDocument/definition`, `textDocument/implementation` and `textDocument/references`

use crate::ide::analysis::Link;
use crate::proto::{places, position};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::request::GotoImplementationParams;
use tower_lsp::ls_types::*;

/// Where what is named comes from.
pub fn definition(
    snapshot: &Snapshot,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let offset = position::offset(snapshot, params.text_document_position_params.position);
    let found = snapshot.analysis().definition(offset);
    Ok(found.and_then(|found| answer(snapshot, &found)))
}

/// Where an event happens.
pub fn implementation(
    snapshot: &Snapshot,
    params: GotoImplementationParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let offset = position::offset(snapshot, params.text_document_position_params.position);
    let found = snapshot.analysis().implementation(offset);
    Ok(found.and_then(|found| answer(snapshot, &found)))
}

/// All that names an event or an argument.
pub fn references(snapshot: &Snapshot, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let Some(tree) = &snapshot.tree else { return Ok(None) };
    let offset = position::offset(snapshot, params.text_document_position.position);
    let found = snapshot.analysis().references(offset, params.context.include_declaration);
    Ok(found.map(|found| places::locations(tree, &found)))
}

/// Links from what is named where the client knows them, else places.
fn answer(snapshot: &Snapshot, found: &Link) -> Option<GotoDefinitionResponse> {
    let tree = snapshot.tree.as_deref().filter(|_| !found.places.is_empty())?;
    if !snapshot.features.links {
        return Some(GotoDefinitionResponse::Array(places::locations(tree, &found.places)));
    }
    let origin = snapshot.positions().map(|at| position::range(&at, found.origin));
    let link = |place| places::link(tree, origin, place, snapshot.analysis().whole(place));
    Some(GotoDefinitionResponse::Link(found.places.iter().filter_map(link).collect()))
}
