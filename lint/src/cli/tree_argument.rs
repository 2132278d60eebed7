//! Which tree a command is about: the one that is named, or that which holds the current folder.

use super::messages::{report_failures, warn};
use super::progress;
use crate::files::{SourceTree, io_reason, qemu_root_of, root_of};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// What marks the root of a tree, for messages.
pub(super) const MARKS: &str = "a meson.build with trace_events_subdirs or a trace/control.h";

/// The whole tree that a command is about.
pub(super) struct Whole {
    pub root: PathBuf,
    pub tree: SourceTree,
    /// True when some of it could not be read.
    pub has_failed: bool,
}

/// Reads the whole tree that a command is about; `None` when there is none, which is reported.
pub(super) fn read(given: Option<&Path>) -> Option<Whole> {
    let root = root(given).map_err(|message| warn(&message)).ok()?;
    let (tree, failures) = progress::shown(|progress| SourceTree::whole(&root, progress));
    Some(Whole { root, tree, has_failed: report_failures(&failures) })
}

/// The root of the tree that holds the folder `given`, which is the root where nothing marks
/// another; without it the root round the current folder.
///
/// # Errors
/// A sentence that says what is wrong with the folder, or what was looked for.
fn root(given: Option<&Path>) -> Result<PathBuf, String> {
    let folder = given.unwrap_or(Path::new("."));
    let shown = folder.display();
    let absolute = folder.canonicalize().map_err(|error| format!("{shown}: {}", io_reason(&error)))?;
    if !absolute.is_dir() {
        return Err(format!("{shown}: not a folder; name the root of a source tree"));
    }
    if given.is_some() {
        return Ok(qemu_root_of(&absolute).map_or(absolute.clone(), Path::to_owned));
    }
    root_of(&absolute, &mut FxHashMap::default()).ok_or_else(|| {
        format!(
            "{} lies in no source tree: neither it nor a folder above it has {MARKS} or a .git; \
             name the root of the tree",
            absolute.display()
        )
    })
}
