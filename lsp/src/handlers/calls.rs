//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `callHierarchy/outgoingCalls`

use crate::ide::call_hierarchy::{Calls, Item, event_item, incoming, outgoing};
use crate::proto::{items, position};
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use crate::view::workspace::Workspace;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// The events that are named.
pub fn prepare(
    snapshot: &Snapshot,
    params: CallHierarchyPrepareParams,
) -> Result<Option<Vec<CallHierarchyItem>>> {
    let offset = position::offset(snapshot, params.text_document_position_params.position);
    let target = snapshot.analysis().target(offset);
    let (Some(tree), Some(target)) = (&snapshot.tree, target) else { return Ok(None) };
    let declarations = target.declarations(tree.index());
    let found: Vec<_> =
        declarations.into_iter().filter_map(|it| items::to_item(tree, &event_item(it))).collect();
    Ok((!found.is_empty()).then_some(found))
}

/// Who calls an event.
pub fn incoming_calls(
    workspace: &Workspace,
    params: CallHierarchyIncomingCallsParams,
) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    let Some((tree, item)) = find(workspace, &params.item) else { return Ok(None) };
    let call = |calls: Calls| {
        let from = items::to_item(tree, &calls.item)?;
        let from_ranges = items::ranges(tree, &calls.item.place.path, &calls.spans)?;
        Some(CallHierarchyIncomingCall { from, from_ranges })
    };
    Ok(Some(incoming(tree.index(), &item).into_iter().filter_map(call).collect()))
}

/// Which events a function calls.
pub fn outgoing_calls(
    workspace: &Workspace,
    params: CallHierarchyOutgoingCallsParams,
) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    let Some((tree, item)) = find(workspace, &params.item) else { return Ok(None) };
    let call = |calls: Calls| {
        let to = items::to_item(tree, &calls.item)?;
        let from_ranges = items::ranges(tree, &item.place.path, &calls.spans)?;
        Some(CallHierarchyOutgoingCall { to, from_ranges })
    };
    Ok(Some(outgoing(tree.index(), &item).into_iter().filter_map(call).collect()))
}

/// The item that the client brings back, and its tree.
fn find<'a>(workspace: &'a Workspace, item: &CallHierarchyItem) -> Option<(&'a Arc<TreeView>, Item)> {
    let found = items::from_item(item)?;
    let is_its = |tree: &&Arc<TreeView>| tree.uri(&found.place.path).as_ref() == Some(&item.uri);
    Some((workspace.trees.iter().find(is_its)?, found))
}
