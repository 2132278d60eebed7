//! Finding configuration files: in a walk, and upward from a folder.

use super::disk::{LARGEST_CONFIG, read_regular};
use super::failure::Failure;
use super::links::leads_out;
use super::overlay::Overlay;
use super::paths::shown_path;
use crate::parse::config_file::ConfigFile;
use crate::parse::file_kind::CONFIG_NAMES;
use crate::parse::groups::directory_of;
use crate::text::Document;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The configuration files of a tree: those in it, by their paths as shown, and for its root, if none
/// lies there, the nearest above it. Texts in `overlay` stand for those on the disk.
pub(super) fn of_tree(
    root: &Path,
    inside: &[Arc<str>],
    overlay: &Overlay,
) -> (Vec<ConfigFile>, Vec<Failure>) {
    let mut by_folder: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
    let mut passed_over = Vec::new();
    // Of the two names the first is the one that sorts behind.
    for path in inside {
        let known = by_folder.entry(directory_of(path)).or_insert(path);
        if *known != path {
            let reason = format!("left out: {} beside it counts", CONFIG_NAMES[0]);
            passed_over.push(Failure::note(&root.join((*known).min(path).as_ref()), reason));
        }
        *known = (*known).max(path);
    }
    let mut found: Vec<_> = by_folder
        .iter()
        .map(|(folder, path)| {
            let covers = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let text = overlay.get(*path).cloned().flatten();
            load(&root.join(&***path), text, path, covers, String::new())
        })
        .collect();
    if !by_folder.contains_key("")
        && let Some(above) = root.parent().and_then(nearest)
    {
        let lead = above.parent().and_then(|folder| root.strip_prefix(folder).ok()).map(shown_path);
        let lead = lead.map_or_else(String::new, |lead| lead + "/");
        found.push(load(&above, None, &shown_path(&above), String::new(), lead));
    }
    let (files, failures): (Vec<_>, Vec<_>) = found.into_iter().partition(Result::is_ok);
    passed_over.extend(failures.into_iter().filter_map(Result::err));
    (files.into_iter().flatten().collect(), passed_over)
}

/// The configuration file that governs a file which is no part of a tree.
pub(super) fn of_file(path: &Path, shown: &str) -> Option<Result<ConfigFile, Failure>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().ok()?;
    let config = nearest(&folder)?;
    let file = folder.join(path.file_name()?);
    let lead = config.parent().and_then(|folder| file.strip_prefix(folder).ok()).map(shown_path)?;
    Some(load(&config, None, &shown_path(&config), shown.to_owned(), lead))
}

/// The nearest configuration file, in a folder or above it.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let files = folder.ancestors().flat_map(|folder| CONFIG_NAMES.map(|name| folder.join(name)));
    files.into_iter().find(|path| path.is_file())
}

/// A configuration file, with this text if there is one, else with that on the disk.
fn load(
    path: &Path,
    text: Option<Vec<u8>>,
    shown: &str,
    covers: String,
    lead: String,
) -> Result<ConfigFile, Failure> {
    // What is wrong with a configuration is shown with its line: of a file outside nothing may be shown.
    if text.is_none() && leads_out(path) {
        return Err(Failure::new(path, "a link out of the tree: not read"));
    }
    match text.map_or_else(|| read_regular(path, LARGEST_CONFIG), Ok) {
        Ok(text) => Ok(ConfigFile { document: Arc::new(Document::new(shown, text)), covers, lead }),
        Err(error) => Err(Failure::io(path, &error)),
    }
}
