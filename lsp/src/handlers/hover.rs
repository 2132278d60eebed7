//! `textDocument/hover`

use crate::ide::{call_hover, commands, event_lists, hover};
use crate::proto::assist;
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverParams};

/// What is to be said of a place.
pub fn hover(snapshot: &Snapshot, params: HoverParams) -> Result<Option<Hover>> {
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let offset = assist::offset(snapshot, &params.text_document_position_params);
    let mut said = match (snapshot.file(), &snapshot.tree) {
        (Some(file), _) => hover::hover(file, snapshot.index(), offset),
        (None, Some(tree)) if tree.list(snapshot.path()).is_some() => tree
            .list(snapshot.path())
            .zip(tree.catalogue())
            .and_then(|(list, catalogue)| event_lists::hover(list, catalogue, offset)),
        (None, Some(tree)) => call_hover::hover(tree.index(), snapshot.path(), offset)
            .or_else(|| commands::hover(snapshot.commands()?, tree.index(), tree.catalogue()?, offset)),
        (None, None) => None,
    };
    if let (Some(said), Some(file), Some(tree)) = (&mut said, snapshot.file(), &snapshot.tree)
        && let Some(event) = file.event_at(offset).filter(|event| event.name == said.span)
    {
        let settings = &tree.settings;
        let backends = settings.policy.backends(snapshot.path());
        said.blocks.extend(hover::backend_blocks(file, event, &backends, settings.version));
    }
    Ok(said.map(|said| assist::hover(&at, &snapshot.features, &said)))
}
