//! What the tests of the features share: small trees that a test writes down, and cursors in texts.

use super::place::Place;
use std::sync::Arc;
use trace_lint::file::File;
use trace_lint::groups::{Groups, directory_of, group_name};
use trace_lint::index::{Includes, Index, SourceFile, Surroundings};
use trace_lint::source::{concerns_tracing, includes, language, scan};

/// The index of a tree of these files. Each directory with events gets its `trace.h`.
pub fn index_of(files: &[(&str, &str)]) -> Index {
    let mut files: Vec<(String, String)> =
        files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    let has_header = files.iter().any(|(path, _)| path.ends_with("trace.h"));
    let directories: Vec<_> =
        files.iter().filter_map(|(path, _)| Some(path.strip_suffix("/trace-events")?.to_owned())).collect();
    for directory in directories.iter().filter(|_| !has_header) {
        let text = format!("#include \"trace/trace-{}.h\"\n", group_name(directory));
        files.push((format!("{directory}/trace.h"), text));
    }
    let (mut events, mut sources, mut included) = (Vec::new(), Vec::new(), Vec::new());
    let mut tree = Surroundings::default();
    for (path, text) in &files {
        let path: Arc<str> = path.as_str().into();
        if let Some(language) = language(path.as_bytes()) {
            tree.paths.insert(path.clone());
            included.push((path.clone(), includes(text.as_bytes())));
            if concerns_tracing(text.as_bytes()) {
                let source = scan(text.as_bytes(), language, &[]);
                sources.push(Arc::new(SourceFile { path, source }));
            }
        } else if &*path == "meson.build" {
            tree.groups = Groups::from_meson(text.as_bytes());
        } else {
            assert!(directory_of(&path).len() < path.len(), "{path}");
            events.push(Arc::new(File::new(path, text.clone().into_bytes())));
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
