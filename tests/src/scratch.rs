//! Folders for one test's files, and what is written to them.

use std::path::{Path, PathBuf};

/// An empty folder below the build's own, for one test's files; what an earlier run left is removed.
pub fn folder(name: &str) -> PathBuf {
    let folder = crate::program::target_folder().join("oracles").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    folder
}

/// Copies a folder and all that is in it.
pub fn copy(from: &Path, to: &Path) {
    let entries = std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    for entry in entries {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => write(&target, std::fs::read(&path).expect("a file")),
        }
    }
}

/// Writes a file, and the folders it lies in, or says which one could not be written.
pub fn write(path: &Path, text: impl AsRef<[u8]>) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
