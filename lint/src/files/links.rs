//! Links: where they lead, and whether two paths name one file.

use super::roots::{qemu_root_of, root_of};
use rustc_hash::FxHashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// True when two paths name one file, which need not be there.
pub(crate) fn is_one_file(one: &Path, other: &Path) -> bool {
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
