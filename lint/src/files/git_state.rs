//! Whether git has checked out something else since a tree was read, as far as two files show it.

use super::git::repository;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files that git writes anew when it checks something out, and how they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitState([(PathBuf, Option<Stamp>); 2]);

/// What differs after git has replaced a file. Two written in one tick of the clock differ in their inodes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    /// In bytes.
    size: u64,
    inode: u64,
}

impl GitState {
    /// Of the repository in which a tree lies; `None` where it lies in none.
    pub fn of(root: &Path) -> Option<GitState> {
        let repository = repository(root)?;
        Some(GitState(["index", "HEAD"].map(|name| stamped(repository.join(name)))))
    }

    /// The same files as they are now: two calls of the system.
    pub fn now(&self) -> GitState {
        GitState(self.0.clone().map(|(path, _)| stamped(path)))
    }
}

fn stamped(path: PathBuf) -> (PathBuf, Option<Stamp>) {
    let stamp = fs::metadata(&path)
        .and_then(|it| Ok(Stamp { modified: it.modified()?, size: it.len(), inode: inode(&it) }));
    (path, stamp.ok())
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        // As git does it.
        fs::write(path.with_extension("lock"), text).expect("it is written");
        fs::rename(path.with_extension("lock"), path).expect("it is renamed");
    }

    #[test]
    fn what_git_writes_shows() {
        let folder = tempfile::tempdir().expect("a folder is made");
        let (tree, git) = (folder.path().join("tree"), folder.path().join("tree/.git"));
        write(&git.join("HEAD"), "ref: refs/heads/master");
        let state = GitState::of(&tree.join("hw")).expect("a repository");
        assert_eq!(state.now(), state);
        write(&git.join("index"), "DIRC");
        let with_index = state.now();
        assert_ne!(with_index, state);
        write(&git.join("HEAD"), "ref: refs/heads/another");
        assert_ne!(state.now(), with_index);

        // A work tree of its own has its own index, where a file says.
        let other = folder.path().join("other");
        write(&other.join(".git"), &format!("gitdir: {}\n", git.join("worktrees/other").display()));
        let state = GitState::of(&other).expect("a repository");
        write(&git.join("index"), "DIRC of the first");
        assert_eq!(state.now(), state);
        write(&git.join("worktrees/other/index"), "DIRC");
        assert_ne!(state.now(), state);
    }
}
