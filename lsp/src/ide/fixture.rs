//! What the tests of the features share: small trees, and cursors in texts.

use super::place::Place;
use trace_lint::model::index::Index;
use trace_lint::text::fixture;

/// A small tree.
pub struct Tree {
    files: Vec<(String, String)>,
    pub index: Index,
}

impl Tree {
    pub fn new(fixture: &str) -> Tree {
        Tree::of(fixture::files(fixture))
    }

    pub fn of(files: Vec<(String, String)>) -> Tree {
        let index = trace_lint::model::index::index_of(&files);
        Tree { files, index }
    }

    /// A tree with a cursor in one of its files, and the path and the offset of that.
    pub fn with_cursor(fixture: &str) -> (Tree, String, u32) {
        let mut files = fixture::files(fixture);
        let (path, text) = files.iter_mut().find(|(_, text)| text.contains('|')).expect("a cursor");
        let (path, (unmarked, offset)) = (path.clone(), cursor(text));
        *text = unmarked;
        (Tree::of(files), path, offset)
    }

    /// The text of a file that the tree has.
    pub fn text(&self, path: &str) -> &str {
        fixture::text_of(&self.files, path).unwrap_or_else(|| panic!("{path} is not in the tree"))
    }

    /// The bytes of a file; `None` where the tree has none of that path.
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        fixture::text_of(&self.files, path).map(|text| text.as_bytes().to_vec())
    }

    /// The offset that `|` marks in a part of a file.
    pub fn at(&self, path: &str, place: &str) -> u32 {
        let text = self.text(path);
        let (before, after) = place.split_once('|').expect("a mark");
        let part = format!("{before}{after}");
        let start = text.find(&part).unwrap_or_else(|| panic!("{part:?} is not in {text:?}"));
        (start + before.len()) as u32
    }

    /// A place as `path:line: text of the place`.
    pub fn shown(&self, place: &Place) -> String {
        let text = self.text(&place.path);
        let line = text[..place.span.start as usize].matches('\n').count() + 1;
        format!("{}:{line}: {}", place.path, &text[place.span.range()])
    }
}

/// The index of a small tree.
pub fn index_of(fixture: &str) -> Index {
    Tree::new(fixture).index
}

/// A text without its cursor, and the offset of that.
pub fn cursor(marked: &str) -> (String, u32) {
    let (text, offset) = fixture::cursor(marked);
    (text, offset as u32)
}
