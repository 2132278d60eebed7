//! What is asked about in one tree.

use crate::files::overlay::Overlay;
use crate::files::paths::shown_path;
use crate::files::scope::Scope;
use crate::parse::FileKind;
use std::path::{Path, PathBuf};

/// What is asked about in one tree.
#[derive(Default)]
pub(super) struct Wanted {
    pub scope: Scope,
    /// The folders of the scope: as shown, and as given.
    pub folders: Vec<(String, PathBuf)>,
    /// trace-events files: as given or found, and as shown.
    pub files: Vec<(PathBuf, String)>,
    /// Event lists, in the same way.
    pub lists: Vec<(PathBuf, String)>,
    /// Other parts of a tree, such as sources, in the same way.
    pub parts: Vec<(PathBuf, String)>,
    pub overlay: Overlay,
}

impl Wanted {
    /// True when what is asked for is a part of its tree, not only a file that lies there.
    pub fn concerns_tree(&self) -> bool {
        let is_group = |(_, path): &(PathBuf, String)| FileKind::of(path) == FileKind::Events;
        !self.scope.folders.is_empty()
            || !self.parts.is_empty()
            || !self.lists.is_empty()
            || self.files.iter().any(is_group)
    }

    /// True when a folder below the root lies in one that is asked about.
    pub fn holds(&self, root: &Path, folder: &Path) -> bool {
        let shown = shown_path(folder.strip_prefix(root).unwrap_or(folder)) + "/";
        self.scope.folders.iter().any(|prefix| shown.starts_with(prefix.as_str()))
    }

    pub fn files_for(&mut self, is_part: bool, is_list: bool) -> &mut Vec<(PathBuf, String)> {
        match (is_list, is_part) {
            (true, _) => &mut self.lists,
            (false, true) => &mut self.parts,
            (false, false) => &mut self.files,
        }
    }

    pub fn add_folder(&mut self, shown: String, folder: PathBuf) {
        let prefix = if shown.is_empty() { shown } else { shown + "/" };
        if !self.scope.folders.contains(&prefix) {
            self.scope.folders.push(prefix.clone());
            self.folders.push((prefix, folder));
        }
    }
}
