//! `--add-suppressions`: a comment above each finding, so that only new ones are reported.

use super::file_changes::{is_stale, write};
use super::messages::report_failures;
use crate::check::request::check;
use crate::files::{Failure, FileChange, SourceTree};
use crate::linter::Settings;
use crate::linter::suppress::comments;
use crate::rules::diagnostic::{Diagnostic, Fix};

/// Allows what is found in a tree, which is then as it is with the comments. The number of files that
/// were changed; `None` when one could not be written.
pub(super) fn add(tree: &mut SourceTree, settings: &Settings) -> Option<usize> {
    let found = check(tree, settings);
    let found: Vec<&Diagnostic> = found.iter().filter(|finding| tree.scope.holds(&finding.path)).collect();
    let mut changes = Vec::new();
    let mut has_failed = false;
    for found in found.chunk_by(|one, other| one.path == other.path) {
        let path = &found[0].path;
        let Some(before) = tree.text_of(path) else { continue };
        if is_stale(&tree.index, path, &before) {
            has_failed |= report_failures(&[Failure::changed(&tree.on_disk(path))]);
            continue;
        }
        let edits = comments(path, &before, found);
        let after = Fix { message: String::new(), is_safe: true, edits }.apply(&before);
        if after != before {
            changes.push(FileChange { path: path.clone(), before: Some(before), after });
        }
    }
    let texts = changes.iter().map(|change| (change.path.clone(), Some(change.after.clone()))).collect();
    // Before anything is written: what has changed is told by what lies on the disk.
    let changed = tree.with(&texts);
    let unwritten = write(tree, &changes);
    *tree = if unwritten.is_empty() { changed } else { changed.with(&unwritten) };
    (unwritten.is_empty() && !has_failed).then_some(changes.len())
}
