//! `textDocument/formatting`, `textDocument/rangeFormatting`, `textDocument/rangesFormatting` and
//! `textDocument/onTypeFormatting`

use crate::proto::newest::RangesFormattingParams;
use crate::proto::{places, position};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;
use trace_lint::fix::whitespace::{format_all, format_range, format_typed};

/// The edits that format a document.
pub fn all(snapshot: &Snapshot, _: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    Ok(Some(places::text_edits(&at, &format_all(file))))
}

/// The edits that format some lines.
pub fn range(snapshot: &Snapshot, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    Ok(Some(places::text_edits(&at, &format_range(file, position::span(snapshot, params.range)))))
}

/// The edits that format the lines of several ranges. Each line is formatted once, though two ranges may share it.
pub fn ranges(snapshot: &Snapshot, params: RangesFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let of_range = |range: &Range| format_range(file, position::span(snapshot, *range));
    let mut edits: Vec<_> = params.ranges.iter().flat_map(of_range).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.dedup();
    Ok(Some(places::text_edits(&at, &edits)))
}

/// The edits that format a line that was just ended.
pub fn typed(snapshot: &Snapshot, params: DocumentOnTypeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let offset = position::offset(snapshot, params.text_document_position.position);
    Ok(Some(places::text_edits(&at, &format_typed(file, offset))))
}
