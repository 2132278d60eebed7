//! What a renaming or an action does to the files of a tree, as the protocol has it: edits with notes on
//! them, and files that are made.

use super::places::{document_edit, text_edits, workspace_edit};
use crate::document::positions::Positions;
use crate::ide::actions::offer::Change;
use crate::ide::place::FileEdits;
use crate::ide::rename::edits::Renaming;
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use tower_lsp::ls_types::*;

/// The name of the note on edits in comments.
const IN_COMMENTS: &str = "comments";

/// The edits of a renaming; those in comments are marked, where the client knows such marks.
pub fn renaming(tree: &TreeView, renaming: &Renaming) -> Option<WorkspaceEdit> {
    let Renaming { edits, comments } = renaming;
    if !tree.features.change_annotations || comments.is_empty() {
        return workspace_edit(tree, &joined(edits, comments));
    }
    let mut changes = document_changes(tree, edits, OneOf::Left)?;
    let annotated =
        |text_edit| OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: IN_COMMENTS.into() });
    for more in document_changes(tree, comments, annotated)? {
        match changes.iter_mut().find(|change| change.text_document == more.text_document) {
            Some(change) => change.edits.extend(more.edits),
            None => changes.push(more),
        }
    }
    let annotation = ChangeAnnotation {
        label: "Rename in comments and strings".into(),
        needs_confirmation: Some(true),
        description: None,
    };
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(changes)),
        change_annotations: Some([(IN_COMMENTS.into(), annotation)].into()),
        ..WorkspaceEdit::default()
    })
}

/// The edits of each file once.
fn joined(edits: &[FileEdits], more: &[FileEdits]) -> Vec<FileEdits> {
    let mut all = edits.to_vec();
    for FileEdits { path, edits } in more {
        match all.iter_mut().find(|file| file.path == *path) {
            Some(file) => file.edits.extend_from_slice(edits),
            None => all.push(FileEdits { path: path.clone(), edits: edits.clone() }),
        }
    }
    all
}

fn document_changes(
    tree: &TreeView,
    files: &[FileEdits],
    each: fn(TextEdit) -> OneOf<TextEdit, AnnotatedTextEdit>,
) -> Option<Vec<TextDocumentEdit>> {
    let changes = files.iter().map(|FileEdits { path, edits }| {
        let text = tree.text(path);
        let edits = text_edits(&tree.positions(&text)?, edits).into_iter().map(each).collect();
        let text_document =
            OptionalVersionedTextDocumentIdentifier { uri: tree.uri(path)?, version: text.version() };
        Some(TextDocumentEdit { text_document, edits })
    });
    changes.collect()
}

/// What an action does: edits, and files that it makes where the client can.
pub fn change(snapshot: &Snapshot, at: &Positions, change: &Change) -> Option<WorkspaceEdit> {
    if let ([FileEdits { path, edits }], []) = (&change.edits[..], &change.files[..])
        && path == snapshot.path()
    {
        return Some(document_edit(snapshot, at, edits));
    }
    let tree = snapshot.tree.as_deref()?;
    if change.files.is_empty() {
        return workspace_edit(tree, &change.edits);
    }
    let mut changes = Vec::new();
    for (path, text) in &change.files {
        let uri = tree.uri(path)?;
        let created = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
        changes.push(DocumentChangeOperation::Op(ResourceOp::Create(created)));
        let edits = vec![OneOf::Left(TextEdit { range: Range::default(), new_text: text.clone() })];
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
        changes.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
    }
    let edits = document_changes(tree, &change.edits, OneOf::Left)?;
    changes.extend(edits.into_iter().map(DocumentChangeOperation::Edit));
    let document_changes = Some(DocumentChanges::Operations(changes));
    Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}
