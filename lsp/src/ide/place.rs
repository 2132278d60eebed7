//! Places in the files of a tree, and edits of them: what a feature that crosses files gives back.

use std::sync::Arc;
use trace_lint::model::index::Mentioned;
use trace_lint::rules::diagnostic::Edit;
use trace_lint::text::Span;

/// A place in some file of a tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The path of the file as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    pub span: Span,
}

impl From<Mentioned<'_>> for Place {
    fn from((path, span): Mentioned) -> Place {
        Place { path: path.clone(), span }
    }
}

/// What is to be edited in one file of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    /// The path of the file as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    /// The edits, none of which overlaps another.
    pub edits: Vec<Edit>,
}

/// The text of a file of the tree, by its path as shown.
pub type Texts<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;
