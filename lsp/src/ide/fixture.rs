//! What the tests of the features share: small trees that a test writes down, and cursors in texts.

use super::place::Place;

pub use trace_lint::model::index::index_of;

/// A text without its first `|`, and where that stood.
pub fn cursor(marked: &str) -> (String, u32) {
    let at = marked.find('|').expect("a cursor");
    (marked.replacen('|', "", 1), at as u32)
}

/// The offset that `|` marks in a part of a text.
pub fn at(text: &str, place: &str) -> usize {
    let (before, after) = place.split_once('|').expect("a mark");
    let whole = format!("{before}{after}");
    text.find(&whole).unwrap_or_else(|| panic!("{whole:?} is not in {text:?}")) + before.len()
}

/// A place as `path:line: text of the line`.
pub fn shown(files: &[(&str, &str)], place: &Place) -> String {
    let text = files.iter().find(|(path, _)| *path == &*place.path).map_or("", |(_, text)| text);
    let start = place.span.start as usize;
    let line = text[..start].matches('\n').count() + 1;
    format!("{}:{line}: {}", place.path, &text[place.span.range()])
}
