//! Whether git has checked out something else since a tree was read, as far as two files show it.

use super::git::repository;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files that git writes anew when it checks something out, and how they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitState([(PathBuf, Option<Stamp>); 2]);

/// What a file that is written anew has not in common with the old one. The inode tells two of the same tick of the clock.
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
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // As git does it.
        fs::write(path.with_extension("lock"), text).unwrap();
        fs::rename(path.with_extension("lock"), path).unwrap();
    }

    #[test]
    fn what_git_writes_shows() {
        let folder = std::env::temp_dir().join(format!("trace-lint-git-state-{}", std::process::id()));
        let (tree, git) = (folder.join("tree"), folder.join("tree/.git"));
        write(&git.join("HEAD"), "ref: refs/heads/master");
        let state = GitState::of(&tree.join("hw")).unwrap();
        assert_eq!(state.now(), state);
        write(&git.join("index"), "DIRC");
        let with_index = state.now();
        assert_ne!(with_index, state);
        write(&git.join("HEAD"), "ref: refs/heads/another");
        assert_ne!(state.now(), with_index);

        // A work tree of its own has its own index, where a file says.
        let other = folder.join("other");
        write(&other.join(".git"), &format!("gitdir: {}\n", git.join("worktrees/other").display()));
        let state = GitState::of(&other).unwrap();
        write(&git.join("index"), "DIRC of the first");
        assert_eq!(state.now(), state);
        write(&git.join("worktrees/other/index"), "DIRC");
        assert_ne!(state.now(), state);
        fs::remove_dir_all(&folder).unwrap();
    }
}
