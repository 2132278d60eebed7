//! What the tests of the features share: a tree that a test writes down, and cursors in texts.

use std::sync::Arc;
use trace_lint::file::File;
use trace_lint::index::{Includes, Index, SourceFile, Surroundings};
use trace_lint::source::{Include, includes, language, scan};

/// The index of a tree of these paths and texts.
pub fn index_of(files: &[(&str, &str)]) -> Index {
    let (mut events, mut sources) = (Vec::new(), Vec::new());
    let mut included: Vec<(Arc<str>, Vec<Include>)> = Vec::new();
    let mut tree = Surroundings::default();
    for (path, text) in files {
        let path: Arc<str> = (*path).into();
        match language(path.as_bytes()) {
            Some(language) => {
                tree.paths.insert(path.clone());
                included.push((path.clone(), includes(text.as_bytes())));
                sources.push(Arc::new(SourceFile { path, source: scan(text.as_bytes(), language, &[]) }));
            }
            None => events.push(Arc::new(File::new(path, text.as_bytes().to_vec()))),
        }
    }
    tree.includes = Includes::new(included.iter().map(|(path, includes)| (path, &**includes)), &tree.paths);
    Index::new(events, sources, Arc::new(tree))
}

/// A text without its first `|`, and where that stood.
pub fn cursor(marked: &str) -> (String, u32) {
    let at = marked.find('|').expect("a cursor");
    (marked.replacen('|', "", 1), at as u32)
}
