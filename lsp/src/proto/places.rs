//! Places and edits in the files of a tree, as the protocol has them.

use super::to;
use crate::ide::place::{FileEdits, Place};
use crate::tree::view::TreeView;
use tower_lsp::ls_types::{Location, LocationLink, Range, WorkspaceEdit};
use trace_lint::text::Span;

/// A place; `None` for one in a file that can't be named.
pub fn location(tree: &TreeView, place: &Place) -> Option<Location> {
    let text = tree.text(&place.path);
    let range = to::range(&tree.positions(&text)?, place.span);
    Some(Location::new(tree.uri(&place.path)?, range))
}

/// Places.
pub fn locations<'a>(tree: &TreeView, places: impl IntoIterator<Item = &'a Place>) -> Vec<Location> {
    places.into_iter().filter_map(|place| location(tree, place)).collect()
}

/// A way from a range to a place, which lies in a larger one of its file that is shown with it.
pub fn link(tree: &TreeView, origin: Option<Range>, place: &Place, whole: Span) -> Option<LocationLink> {
    let text = tree.text(&place.path);
    let at = tree.positions(&text)?;
    Some(LocationLink {
        origin_selection_range: origin,
        target_uri: tree.uri(&place.path)?,
        target_range: to::range(&at, whole),
        target_selection_range: to::range(&at, place.span),
    })
}

/// Edits of several files; `None` when one of them can't be edited, so that nothing is done by halves.
pub fn workspace_edit(tree: &TreeView, files: &[FileEdits]) -> Option<WorkspaceEdit> {
    let edits = files.iter().map(|FileEdits { path, edits }| {
        let text = tree.text(path);
        let edits = to::text_edits(&tree.positions(&text)?, edits);
        Some((tree.uri(path)?, text.version(), edits))
    });
    Some(to::document_edits(&tree.features, edits.collect::<Option<_>>()?))
}
