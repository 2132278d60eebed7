//! `textDocument/selectionRange`

use crate::ide::selection::selections;
use crate::proto::{position, to};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{SelectionRange, SelectionRangeParams};

/// What grows around each cursor.
pub fn ranges(snapshot: &Snapshot, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let offsets: Vec<u32> =
        params.positions.iter().map(|position| position::offset(snapshot, *position)).collect();
    Ok(Some(selections(file, &offsets).iter().map(|spans| to::selection(&at, spans)).collect()))
}
