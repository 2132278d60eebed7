//! Places in files, and edits of them, as the protocol has them.

use super::position;
use crate::document::positions::Positions;
use crate::ide::place::{FileEdits, Place};
use crate::view::features::Features;
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use tower_lsp::ls_types::*;
use trace_lint::rules::diagnostic::Edit;
use trace_lint::text::Span;

/// A place; `None` for one in a file that can't be named.
pub fn location(tree: &TreeView, place: &Place) -> Option<Location> {
    let text = tree.text(&place.path);
    let range = position::range(&tree.positions(&text)?, place.span);
    Some(Location::new(tree.uri(&place.path)?, range))
}

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
        target_range: position::range(&at, whole),
        target_selection_range: position::range(&at, place.span),
    })
}

/// Edits of several files; `None` when one of them can't be edited, so that nothing is done by halves.
pub fn workspace_edit(tree: &TreeView, files: &[FileEdits]) -> Option<WorkspaceEdit> {
    let edits = files.iter().map(|FileEdits { path, edits }| {
        let text = tree.text(path);
        let edits = text_edits(&tree.positions(&text)?, edits);
        Some((tree.uri(path)?, text.version(), edits))
    });
    Some(document_edits(&tree.features, edits.collect::<Option<_>>()?))
}

/// An edit of a snapshot's document.
pub fn document_edit(snapshot: &Snapshot, at: &Positions, edits: &[Edit]) -> WorkspaceEdit {
    let edit = (snapshot.uri.clone(), Some(snapshot.version), text_edits(at, edits));
    document_edits(&snapshot.features, vec![edit])
}

/// Edits of a document.
pub fn text_edits(at: &Positions, edits: &[Edit]) -> Vec<TextEdit> {
    let text_edit =
        |edit: &Edit| TextEdit { range: position::range(at, edit.span), new_text: edit.text.clone() };
    edits.iter().map(text_edit).collect()
}

/// Edits of several documents, each with the client's number for what it is made for, if it is open.
fn document_edits(features: &Features, documents: Vec<(Uri, Option<i32>, Vec<TextEdit>)>) -> WorkspaceEdit {
    if !features.document_changes {
        let changes = documents.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let edits = documents.into_iter().map(|(uri, version, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    let document_changes = Some(DocumentChanges::Edits(edits.collect()));
    WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
}
