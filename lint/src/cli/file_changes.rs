//! New texts of files: written, or shown as a diff.

use super::messages::report_failures;
use crate::files::{FileChange, Overlay, SourceTree};
use crate::model::index::Index;
use crate::parse::source::{language, scan};
use crate::text::lines_printable;
use similar::TextDiff;
use std::io::{self, IsTerminal, Write};

/// True for a source that was changed between the reading of the tree, which keeps no text of it, and this text.
pub(super) fn is_stale(index: &Index, path: &str, text: &[u8]) -> bool {
    let Some(known) = index.find_source(path).map(|source| &index.sources[source].source) else {
        return false;
    };
    let Some(now) = language(path.as_bytes()).map(|language| scan(text, language, &[])) else { return false };
    // Names that macros of headers paste are not found anew.
    let is_moved = now.references.len() == known.references.len()
        && now.references.iter().zip(&known.references).any(|(now, known)| now.span != known.span);
    is_moved || now.includes != known.includes || now.allows != known.allows
}

/// Writes what was changed, and tells why what could not be could not. Returns the texts of those files as
/// they are still.
pub(super) fn write(tree: &SourceTree, changes: &[FileChange]) -> Overlay {
    let mut unwritten = Overlay::default();
    let mut failures = Vec::new();
    for change in changes {
        match change.write(&tree.on_disk(&change.path)) {
            Ok(note) => failures.extend(note),
            Err(failure) => {
                failures.push(failure);
                unwritten.insert(change.path.clone(), change.before.clone());
            }
        }
    }
    report_failures(&failures);
    unwritten
}

/// Shows what would change, with paths that `patch -p1` and `git apply` take.
pub(super) fn show(out: &mut dyn Write, tree: &SourceTree, changes: &[FileChange]) -> io::Result<()> {
    for FileChange { path, before, after } in changes {
        let path = format!("{}{path}", tree.prefix);
        let diff = TextDiff::from_lines(before.as_deref().unwrap_or_default(), after.as_slice());
        let old = if before.is_some() { format!("a/{path}") } else { "/dev/null".into() };
        let new = format!("b/{path}");
        let mut text = Vec::new();
        diff.unified_diff().context_radius(3).header(&old, &new).to_writer(&mut text)?;
        match io::stdout().is_terminal() {
            true => out.write_all(lines_printable(&String::from_utf8_lossy(&text)).as_bytes())?,
            false => out.write_all(&text)?, // for `patch`, byte for byte
        }
    }
    Ok(())
}
