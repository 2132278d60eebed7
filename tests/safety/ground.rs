//! Where a test stands: a tree, a folder beside it that nothing may reach, and what that folder was before.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use trace_lint_tests::{fixture, scratch};

/// Words of the files outside: no output may have them.
pub const SECRET: &str = "xyzzy_of_outside";

pub const MESON: &str = "trace_events_subdirs = [ 'hw/foo' ]\n";
pub const EVENTS: &str = r#"foo_read(int a) "a=%d"
"#;
pub const HEADER: &str = r#"#include "trace/trace-hw_foo.h"
"#;
pub const SOURCE: &str = r#"#include "trace.h"
void f(void) { trace_foo_read(1); }
"#;

/// A folder of its own, where no tree is around it: `tree` and `outside`.
pub struct Ground(PathBuf);

impl Ground {
    /// A tree without a mistake.
    pub fn new(name: &str) -> Ground {
        let folder = std::env::temp_dir().join(format!("trace-lint-safety-{name}-{}", std::process::id()));
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the folder can be removed");
        }
        fs::create_dir_all(folder.join("outside")).expect("a folder is made");
        let ground = Ground(folder.canonicalize().expect("the folder is there"));
        ground.write("meson.build", MESON);
        ground.write("hw/foo/trace-events", EVENTS);
        ground.write("hw/foo/trace.h", HEADER);
        ground.write("hw/foo/foo.c", SOURCE);
        ground
    }

    pub fn tree(&self) -> PathBuf {
        self.0.join("tree")
    }

    /// A path in the tree.
    pub fn path(&self, path: &str) -> PathBuf {
        self.tree().join(path)
    }

    /// A path in the folder beside it.
    pub fn outside(&self, path: &str) -> PathBuf {
        self.0.join("outside").join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        scratch::write(&self.path(path), text);
    }

    /// Adds the files of a fixture to the tree.
    pub fn add(&self, fixture: &str) {
        fixture::write(&self.tree(), fixture);
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file outside; returns its path.
    pub fn secret(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.outside(path);
        scratch::write(&path, text);
        path
    }

    /// Puts a link into the tree, in the place of what is there.
    pub fn link(&self, target: impl AsRef<Path>, path: &str) {
        let place = self.vacant(path);
        symlink(target, &place).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
    }

    /// Puts a FIFO into the tree, in the place of what is there.
    pub fn fifo(&self, path: &str) {
        make_fifo(&self.vacant(path));
    }

    /// Puts a file of 10 GB without blocks into the tree, in the place of what is there.
    pub fn sparse(&self, path: &str) {
        let file = fs::File::create(self.vacant(path)).expect("a file is made");
        file.set_len(10 << 30).expect("a file without blocks");
    }

    /// A path of the tree at which nothing is, in a folder that is there.
    pub fn vacant(&self, path: &str) -> PathBuf {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder is made");
        if place.is_dir() && !place.is_symlink() {
            fs::remove_dir_all(&place).expect("a folder goes");
        } else {
            let _ = fs::remove_file(&place); // it may be missing
        }
        place
    }

    /// All that is outside.
    pub fn beside(&self) -> Snapshot {
        snapshot(&self.outside(""))
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
}

/// What is known of each file of a folder: kind and mode, links, owner, time of the last change, and the text.
pub type Snapshot = BTreeMap<PathBuf, (u32, u64, u32, i64, i64, Vec<u8>)>;

pub fn snapshot(folder: &Path) -> Snapshot {
    let mut found = Snapshot::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        note(&folder, &mut found);
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() { folders.push(path) } else { note(&path, &mut found) }
        }
    }
    found
}

fn note(path: &Path, found: &mut Snapshot) {
    let it = path.symlink_metadata().expect("an entry");
    let text = match it.is_file() && it.len() < 1 << 20 {
        true => fs::read(path).expect("a file"),
        false => Vec::new(),
    };
    found.insert(path.to_owned(), (it.mode(), it.nlink(), it.uid(), it.mtime(), it.mtime_nsec(), text));
}

/// True where nothing is refused: read-only files and owners say less there.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}
