//! A real QEMU tree with changes: a folder of hard links to what trace-lint reads of it, in which some
//! files are others. The tree itself is never written to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::scratch;

/// Folders that are no part of QEMU's own sources.
const FOREIGN: [&str; 5] = ["roms", "linux-headers", "pc-bios", "po", "tests/tracetool"];

/// The endings of sources.
const SOURCES: [&str; 8] = [".c", ".h", ".m", ".mm", ".cc", ".cpp", ".inc", ".rs"];

/// True for a file that may call events, by its name.
pub fn is_source(path: &str) -> bool {
    SOURCES.iter().any(|ending| path.ends_with(ending))
}

/// The paths, from its root, of what trace-lint reads of a tree, sorted.
pub fn files_of(tree: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let entries =
            std::fs::read_dir(tree.join(&folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
        for entry in entries {
            let entry = entry.expect("a folder's entry");
            let name = entry.file_name().into_string().expect("QEMU's names are UTF-8");
            let path = format!("{folder}{name}");
            let kind = entry.file_type().expect("an entry's kind");
            if kind.is_dir() && !name.starts_with('.') && !FOREIGN.contains(&path.as_str()) {
                folders.push(path + "/");
            } else if kind.is_file() && is_wanted(&path, &name) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn is_wanted(path: &str, name: &str) -> bool {
    let is_schema = path.starts_with("qapi/") && name.ends_with(".json");
    is_source(name) || name == "trace-events" || path == "meson.build" || path == "VERSION" || is_schema
}

/// A tree with changes.
pub struct Overlay {
    /// Its root.
    pub root: PathBuf,
    tree: PathBuf,
    changed: BTreeSet<String>,
}

impl Overlay {
    /// The tree, without changes, in a folder of that name.
    pub fn new(name: &str, tree: &Path) -> Overlay {
        let root = scratch::folder(name);
        let overlay = Overlay { root, tree: tree.to_path_buf(), changed: BTreeSet::new() };
        let mut made = BTreeSet::new();
        for path in files_of(tree) {
            if let Some((folder, _)) = path.rsplit_once('/')
                && made.insert(folder.to_owned())
            {
                std::fs::create_dir_all(overlay.root.join(folder)).expect("a folder is made");
            }
            overlay.link(&path);
        }
        overlay
    }

    fn link(&self, path: &str) {
        let (from, to) = (self.tree.join(path), self.root.join(path));
        // Where the two lie on different disks a copy does.
        if std::fs::hard_link(&from, &to).is_err() {
            std::fs::copy(&from, &to).unwrap_or_else(|error| panic!("{}: {error}", to.display()));
        }
    }

    /// The bytes of a file as they are now.
    pub fn read(&self, path: &str) -> Vec<u8> {
        let full = self.root.join(path);
        std::fs::read(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
    }

    /// Gives a file another text, or makes it.
    pub fn write(&mut self, path: &str, text: impl AsRef<[u8]>) {
        self.remove(path);
        scratch::write(&self.root.join(path), text);
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        let full = self.root.join(path);
        if full.exists() {
            std::fs::remove_file(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()));
        }
        self.changed.insert(path.to_owned());
    }

    /// Replaces the only occurrence of a text in a file.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) {
        let text = String::from_utf8(self.read(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(text.matches(from).count(), 1, "{path} has `{from}` once");
        self.write(path, text.replace(from, to));
    }

    /// Puts the tree's own files back.
    pub fn reset(&mut self) {
        for path in std::mem::take(&mut self.changed) {
            let full = self.root.join(&path);
            if full.exists() {
                std::fs::remove_file(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()));
            }
            if self.tree.join(&path).exists() {
                self.link(&path);
            }
        }
    }
}
