//! Where a file lies: in which tree, and under which path there.

use super::configs;
use super::listing::FOREIGN;
use super::roots::{is_tree, qemu_root_of};
use super::{is_passed_over, read_top, root_of, shown_path};
use crate::parse::config_file::ConfigFile;
use crate::parse::release::{Release, release};
use rustc_hash::FxHashMap;
use std::fs;
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

/// True when two paths name one file, which need not be there.
pub fn is_one_file(one: &Path, other: &Path) -> bool {
    let without_links = |path: &Path| {
        path.canonicalize().unwrap_or_else(|_| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).canonicalize().unwrap_or_default();
            folder.join(path.file_name().unwrap_or_default())
        })
    };
    without_links(one) == without_links(other)
}

/// True for a link that lies in a tree, or in a repository, and leads out of it or nowhere; also for what lies
/// in a folder that is such a link of a tree.
pub(super) fn leads_out(path: &Path) -> bool {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let target = path.canonicalize();
    if target.as_ref().is_ok_and(|target| *target == absolute) {
        return false;
    }
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    let leaves = |root: Option<PathBuf>| {
        root.is_some_and(|root| !target.as_ref().is_ok_and(|target| target.starts_with(root)))
    };
    let root_above = |link: &Path| {
        let folder = link.parent()?.canonicalize().ok()?;
        // A repository may have a tree linked in, as that of somebody's home.
        if link == absolute {
            root_of(&folder, &mut FxHashMap::default())
        } else {
            qemu_root_of(&folder).map(Path::to_owned)
        }
    };
    absolute.ancestors().filter(|path| is_link(path)).any(|link| leaves(root_above(link)))
}

fn is_reached(root: &Path, shown: &str) -> bool {
    let folders = shown.match_indices('/').map(|(end, _)| &shown[..end]);
    folders.into_iter().all(|folder| {
        let name = folder.rsplit('/').next().unwrap_or_default();
        !FOREIGN.contains(&folder) && !is_passed_over(&root.join(folder), name.as_bytes())
    })
}
