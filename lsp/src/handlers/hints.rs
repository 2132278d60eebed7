//! `textDocument/inlayHint`

use crate::proto::{assist, position};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{InlayHint, InlayHintParams};

/// The hints in a range.
pub fn list(snapshot: &Snapshot, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let found = snapshot.analysis().hints(position::span(snapshot, params.range));
    Ok(found.map(|found| found.into_iter().map(|hint| assist::hint(&at, hint)).collect()))
}
