//! `textDocument/foldingRange`

use crate::ide::folding::folds;
use crate::proto::to;
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeParams};

/// What can be folded.
pub fn ranges(snapshot: &Snapshot, _: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
    let Some(file) = snapshot.file() else { return Ok(None) };
    Ok(Some(folds(file).into_iter().map(to::fold).collect()))
}
