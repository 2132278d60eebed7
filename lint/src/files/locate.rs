//! Where a file lies: in which tree, and under which path there.

use super::configs;
use super::disk::read_top;
use super::listing::EXCLUDED_DIRS;
use super::paths::{is_passed_over, shown_path};
use super::roots::{is_tree, root_of};
use crate::parse::config_file::ConfigFile;
use crate::parse::release::{Release, release};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a file lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The root of its tree, without links; `None` for a file that lies in none.
    pub root: Option<PathBuf>,
    /// Its path as shown.
    pub path: Arc<str>,
    /// True when that root has what only a tree with trace events has, and is not just that of a repository.
    pub is_qemu: bool,
    /// True when reading its tree comes by its folder.
    pub is_reached: bool,
    /// The release of its tree; `None` where nothing tells it.
    pub release: Option<Release>,
    /// The configuration file that governs it by itself.
    pub config: Option<ConfigFile>,
}

/// Finds out where a file lies, whether it is there or not.
pub fn locate(path: &Path) -> Location {
    let (root, shown) = place(path, &mut FxHashMap::default());
    let is_reached = root.as_ref().is_some_and(|root| is_reached(root, &shown));
    let release = root.as_ref().and_then(|root| release(|name| read_top(root, name)));
    let config = configs::of_file(path, &shown).and_then(Result::ok);
    let is_qemu = root.as_deref().is_some_and(is_tree);
    Location { root, path: shown.into(), is_qemu, is_reached, release, config }
}

/// The root of a file's tree, and the path that is shown for it.
pub(super) fn place(
    path: &Path,
    roots: &mut FxHashMap<PathBuf, Option<PathBuf>>,
) -> (Option<PathBuf>, String) {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let absolute = match (absolute.parent(), absolute.file_name()) {
        (Some(folder), Some(name)) => folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).join(name),
        _ => absolute,
    };
    let root = absolute.parent().and_then(|folder| root_of(folder, roots));
    let shown = root.as_ref().and_then(|root| absolute.strip_prefix(root).ok()).unwrap_or(path);
    let shown = shown_path(shown);
    (root, shown)
}

fn is_reached(root: &Path, shown: &str) -> bool {
    let folders = shown.match_indices('/').map(|(end, _)| &shown[..end]);
    folders.into_iter().all(|folder| {
        let name = folder.rsplit('/').next().unwrap_or_default();
        !EXCLUDED_DIRS.contains(&folder) && !is_passed_over(&root.join(folder), name.as_bytes())
    })
}
