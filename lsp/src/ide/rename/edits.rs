//! What a renaming edits.

use super::super::place::FileEdits;
use std::sync::Arc;
use trace_lint::rules::diagnostic::Edit;
use trace_lint::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The name, in the file that is asked about: of a call without `trace_`.
    pub span: Span,
    /// The name as declared.
    pub name: String,
}

/// The edits of a renaming.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// What must be edited.
    pub edits: Vec<FileEdits>,
    /// The names in comments, and those in scripts that may mean something else: somebody should look at them.
    pub comments: Vec<FileEdits>,
}

/// Adds an edit, the names of one file behind each other.
pub fn add(files: &mut Vec<FileEdits>, path: &Arc<str>, edit: Edit) {
    match files.iter_mut().find(|file| file.path == *path) {
        // A macro may paste one word into two names.
        Some(file) if file.edits.contains(&edit) => {}
        Some(file) => file.edits.push(edit),
        None => files.push(FileEdits { path: path.clone(), edits: vec![edit] }),
    }
}
