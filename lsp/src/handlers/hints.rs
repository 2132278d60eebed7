//! `textDocument/inlayHint`

use crate::ide::call_hints;
use crate::ide::inlay_hints::hints;
use crate::proto::{assist, position};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{InlayHint, InlayHintParams};

/// The hints in a range.
pub fn list(snapshot: &Snapshot, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let range = position::span(snapshot, params.range);
    let found = match (snapshot.file(), &snapshot.tree) {
        (Some(file), _) => hints(file, range),
        (None, Some(tree)) => call_hints::hints(tree.index(), snapshot.path(), range),
        (None, None) => return Ok(None),
    };
    Ok(Some(found.into_iter().map(|hint| assist::hint(&at, hint)).collect()))
}
