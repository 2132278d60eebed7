//! `--fix` and `--diff`: the fixes of what is found, written or shown.

use super::tell;
use crate::check::fix::{Tally, fix};
use crate::files::{Failure, FileChange, Overlay, SourceTree};
use crate::linter::Settings;
use crate::model::index::Index;
use crate::parse::source::{language, scan};
use crate::text::lines_printable;
use similar::TextDiff;
use std::io::{self, IsTerminal, Write};

#[derive(Debug, clap::Args)]
pub(super) struct Fixing {
    /// Make the fixes that can't change what is meant, and report what is left
    #[arg(long, group = "fixes")]
    pub fix: bool,
    /// Make also the fixes that may change what is meant, with --fix or --diff
    #[arg(long = "unsafe", requires = "fixes")]
    is_unsafe: bool,
    /// Show what --fix would change as a unified diff, in place of the findings; exit 1 if anything
    #[arg(long, group = "fixes", conflicts_with_all = ["fix", "output_file"])]
    pub diff: bool,
    /// Put a comment that allows it above each finding, and report what is left
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub add_suppressions: bool,
}

impl Fixing {
    /// Fixes what is found in a tree, which is then as it would be, and tells what changes.
    /// The last are the texts of files that were changed meanwhile, which is reported: they stay as they are.
    pub(super) fn change(
        &self,
        tree: &mut SourceTree,
        settings: &Settings,
    ) -> (Vec<FileChange>, Tally, Overlay) {
        let index = tree.index.clone();
        let (fixed, mut changes, tally) = fix(std::mem::take(tree), settings, self.is_unsafe);
        let stale = |change: &mut FileChange| {
            change.before.as_ref().is_some_and(|before| is_stale(&index, &change.path, before))
        };
        let stale = changes.extract_if(.., stale).map(|change| {
            tell(&[Failure::changed(&fixed.on_disk(&change.path))]);
            (change.path, change.before)
        });
        let stale = stale.collect();
        *tree = fixed;
        (changes, tally, stale)
    }
}

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
    tell(&failures);
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
