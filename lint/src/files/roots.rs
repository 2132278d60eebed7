//! Where the tree round a folder begins.

use super::disk::read_top;
use crate::parse::file_kind::{MESON, TRACE_EVENTS, VERSION};
use crate::parse::groups::Groups;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// True for a folder whose meson.build lists the trace-events directories, or that has QEMU's
/// trace/control.h; before that was there, scripts/tracetool beside trace-events and VERSION.
pub(super) fn is_tree(folder: &Path) -> bool {
    let lists_groups = || read_top(folder, MESON).is_some_and(|text| Groups::from_meson(&text).has_list);
    let is_old =
        || ["scripts/tracetool", TRACE_EVENTS, VERSION].iter().all(|name| folder.join(name).exists());
    folder.join("trace/control.h").is_file() || lists_groups() || is_old()
}

/// The root of the tree that holds `folder`: the nearest folder, it or above it, that is one by its
/// files; else the nearest that holds a `.git`.
pub(crate) fn root_of(folder: &Path, known: &mut FxHashMap<PathBuf, Option<PathBuf>>) -> Option<PathBuf> {
    if let Some(root) = known.get(folder) {
        return root.clone();
    }
    let root = qemu_root_of(folder)
        .or_else(|| folder.ancestors().find(|folder| folder.join(".git").exists()))
        .map(Path::to_owned);
    known.insert(folder.to_owned(), root.clone());
    root
}

/// As [`root_of`], by what only a tree with trace events has.
pub(crate) fn qemu_root_of(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| is_tree(folder))
}

/// The trees in a folder, and in the folders of that, in the order of their names.
pub fn trees_below(folder: &Path) -> Vec<PathBuf> {
    let folders = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .collect();
        found.sort();
        found
    };
    let mut found = Vec::new();
    for near in folders(folder) {
        match is_tree(&near) {
            true => found.push(near),
            false => found.extend(folders(&near).into_iter().filter(|far| is_tree(far))),
        }
    }
    found
}
