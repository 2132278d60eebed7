//! What `.gitignore` files leave out of a tree, asked in the order of a walk.

use super::disk::{LARGEST_CONFIG, read_found};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::DirEntry;

/// What a walk left out by `.gitignore`: paths as shown.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    /// Files that would be of interest.
    pub files: FxHashSet<Arc<str>>,
    /// Folders, each with a `/` at its end.
    pub folders: Vec<String>,
}

impl Ignored {
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }

    pub fn extend(&mut self, more: Ignored) {
        self.files.extend(more.files);
        self.folders.extend(more.folders);
    }

    pub fn holds(&self, path: &str) -> bool {
        self.files.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder.as_str()))
    }
}

/// The `.gitignore` files of the folders in which a walk is.
#[derive(Default)]
pub(super) struct GitIgnore {
    open: Vec<(PathBuf, Gitignore)>,
}

impl GitIgnore {
    /// True for what is left out. Of each folder that is not, the file is read.
    pub fn ignores(&mut self, entry: &DirEntry) -> bool {
        let path = entry.path();
        let is_folder = entry.file_type().is_dir();
        while self.open.last().is_some_and(|(folder, _)| !path.starts_with(folder)) {
            self.open.pop();
        }
        let ignored = entry.depth() > 0 && self.matches(path, is_folder);
        if is_folder && !ignored {
            self.enter(path);
        }
        ignored
    }

    fn matches(&self, path: &Path, is_folder: bool) -> bool {
        let verdicts = self.open.iter().rev().map(|(_, ignore)| ignore.matched(path, is_folder));
        verdicts.into_iter().find(|verdict| !matches!(verdict, Match::None)).is_some_and(|it| it.is_ignore())
    }

    fn enter(&mut self, folder: &Path) {
        let Ok(text) = read_found(&folder.join(".gitignore"), LARGEST_CONFIG) else { return };
        let mut patterns = GitignoreBuilder::new(folder);
        for line in String::from_utf8_lossy(&text).trim_start_matches('\u{feff}').lines() {
            // A pattern that can't be read leaves nothing out, as in git.
            let _ = patterns.add_line(None, line);
        }
        self.open.extend(patterns.build().ok().map(|patterns| (folder.to_owned(), patterns)));
    }
}
