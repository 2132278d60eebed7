//! Positions and ranges of the protocol, and bytes.

use crate::document::Point;
use crate::document::positions::Positions;
use crate::view::snapshot::Snapshot;
use tower_lsp::ls_types::{Position, Range};
use trace_lint::text::Span;

pub fn position(at: &Positions, offset: u32) -> Position {
    let point = at.point(offset);
    Position::new(point.line, point.column)
}

pub fn range(at: &Positions, span: Span) -> Range {
    Range::new(position(at, span.start), position(at, span.end))
}

pub fn point(position: Position) -> Point {
    Point { line: position.line, column: position.character }
}

pub fn points(range: Range) -> (Point, Point) {
    (point(range.start), point(range.end))
}

/// The bytes of a range.
pub fn span(snapshot: &Snapshot, range: Range) -> Span {
    snapshot.span(point(range.start), point(range.end))
}

pub fn offset(snapshot: &Snapshot, position: Position) -> u32 {
    snapshot.span(point(position), point(position)).start
}
