//! `textDocument/inlayHint`

use crate::ide::inlay_hints::hints;
use crate::proto::{assist, from};
use crate::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{InlayHint, InlayHintParams};

/// The hints in a range.
pub fn list(snapshot: &Snapshot, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let found = hints(file, from::span(snapshot, params.range));
    Ok(Some(found.into_iter().map(|hint| assist::hint(&at, hint)).collect()))
}
