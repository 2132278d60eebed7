//! `textDocument/definition`, `textDocument/implementation` and `textDocument/references`

use crate::ide::place::Place;
use crate::ide::target::{Target, target};
use crate::ide::{call_sites, commands};
use crate::proto::{places, position};
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::request::GotoImplementationParams;
use tower_lsp::ls_types::*;

/// What stands at a position, with the tree it stands in.
pub fn at(snapshot: &Snapshot, position: Position) -> Option<(&TreeView, Target<'_>)> {
    let tree = snapshot.tree.as_deref()?;
    let offset = position::offset(snapshot, position);
    let found = target(tree.index(), snapshot.path(), offset)
        .or_else(|| commands::target(snapshot.commands()?, tree.index(), offset))?;
    Some((tree, found))
}

/// Where what is named comes from.
pub fn definition(
    snapshot: &Snapshot,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let position = params.text_document_position_params.position;
    let Some((tree, target)) = at(snapshot, position) else { return Ok(None) };
    Ok(answer(snapshot, tree, &target, &call_sites::definition(tree.index(), &target)))
}

/// Where an event happens.
pub fn implementation(
    snapshot: &Snapshot,
    params: GotoImplementationParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let position = params.text_document_position_params.position;
    let Some((tree, target)) = at(snapshot, position) else { return Ok(None) };
    Ok(answer(snapshot, tree, &target, &call_sites::implementation(tree.index(), &target)))
}

/// All that names an event or an argument.
pub fn references(snapshot: &Snapshot, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let Some((tree, target)) = at(snapshot, params.text_document_position.position) else {
        return Ok(None);
    };
    let with_declaration = params.context.include_declaration;
    let found = call_sites::references(&tree.index_with_commands(), &target, with_declaration);
    Ok(Some(places::locations(tree, &found)))
}

/// Links from what is named where the client knows them, else places.
fn answer(
    snapshot: &Snapshot,
    tree: &TreeView,
    target: &Target,
    found: &[Place],
) -> Option<GotoDefinitionResponse> {
    if found.is_empty() {
        return None;
    }
    if !snapshot.features.links {
        return Some(GotoDefinitionResponse::Array(places::locations(tree, found)));
    }
    let origin = snapshot.positions().map(|at| position::range(&at, target.span()));
    let link = |place| places::link(tree, origin, place, call_sites::whole(tree.index(), place));
    Some(GotoDefinitionResponse::Link(found.iter().filter_map(link).collect()))
}
