//! The two that `compat` compares: source trees, revisions of one, or catalogues. Of a tree it reads the
//! trace-events files alone, and where meson.build lists their folders it looks nowhere else.

use super::configs;
use super::disk::{LARGEST_TEXT, read_named, read_top, read_within};
use super::failure::Failure;
use super::git::{blobs, may_skip, names, texts, tracked};
use super::listing::list;
use super::overlay::Overlay;
use super::paths::shown_path;
use super::roots::root_of;
use crate::model::compat::EventSet;
use crate::parse::config_file::ConfigFile;
use crate::parse::events::File;
use crate::parse::file_kind::{CONFIG_NAMES, MAKEFILE, MESON, TRACE_EVENTS, TRACE_EVENTS_ALL};
use crate::parse::groups::Groups;
use crate::parse::release::{TELLING, release, version_file};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is named on the command line.
enum Source {
    /// A folder: as given, and without links.
    Tree(PathBuf, PathBuf),
    /// A file that holds events.
    Catalogue(PathBuf),
    /// What is no path: a revision for git.
    Revision(String),
}

/// Two sides, and what governs the second.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompatInputs {
    pub old: EventSet,
    pub new: EventSet,
    /// The configuration files of the newer one's tree, or of the tree that a revision is of.
    pub configs: Vec<ConfigFile>,
}

/// Reads both sides. What is there as a path is one; all else is a revision of the other's tree, or of the
/// tree round the current folder.
///
/// # Errors
/// Sentences that say what could not be read.
pub(crate) fn read_compat_inputs(old: &Path, new: &Path) -> Result<CompatInputs, Vec<String>> {
    let sources = [source(old), source(new)];
    let folder = sources.iter().find_map(|source| match source {
        Source::Tree(_, root) => Some(root.clone()),
        _ => None,
    });
    let here = || {
        let folder = Path::new(".").canonicalize().unwrap_or_else(|_| PathBuf::from("."));
        root_of(&folder, &mut FxHashMap::default()).unwrap_or(folder)
    };
    let root = folder.unwrap_or_else(here);
    let (old, new) = rayon::join(|| read(&sources[0], &root), || read(&sources[1], &root));
    match (old, new) {
        (Ok(old), Ok(new)) => {
            let configs = match &sources[1] {
                Source::Tree(_, folder) => configs_of(folder),
                Source::Revision(_) => configs_of(&root),
                Source::Catalogue(_) => Ok(Vec::new()),
            };
            let configs = configs.map_err(|failure| vec![failure.sentence()])?;
            Ok(CompatInputs { old, new, configs })
        }
        (old, new) => Err([old, new].into_iter().filter_map(Result::err).flatten().collect()),
    }
}

fn source(given: &Path) -> Source {
    match fs::metadata(given) {
        Ok(metadata) if metadata.is_dir() => {
            let root = given.canonicalize().unwrap_or_else(|_| given.to_owned());
            Source::Tree(given.to_owned(), root)
        }
        Ok(_) => Source::Catalogue(given.to_owned()),
        Err(_) => Source::Revision(given.to_string_lossy().into_owned()),
    }
}

fn configs_of(root: &Path) -> Result<Vec<ConfigFile>, Failure> {
    let names = CONFIG_NAMES.into_iter().filter(|name| root.join(name).is_file());
    let names: Vec<_> = names.map(Arc::from).collect();
    let (found, failures) = configs::of_tree(root, &names, &Overlay::default());
    failures.into_iter().next().map_or(Ok(found), Err)
}

fn read(source: &Source, root: &Path) -> Result<EventSet, Vec<String>> {
    let (mut side, shown) = match source {
        Source::Tree(given, root) => (read_tree(given, root)?, given.display().to_string()),
        Source::Catalogue(path) => (read_catalogue(path)?, path.display().to_string()),
        Source::Revision(revision) => {
            let side = read_revision(root, revision).map_err(|reason| vec![reason])?;
            (side, revision.clone())
        }
    };
    if side.files.iter().all(|file| file.events.iter().all(|event| event.is_broken)) {
        return Err(vec![format!("{shown}: no event is declared in it")]);
    }
    side.files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(side)
}

fn read_catalogue(path: &Path) -> Result<EventSet, Vec<String>> {
    let text = read_named(path, LARGEST_TEXT).map_err(|error| vec![Failure::io(path, &error).sentence()])?;
    let file = File::new(shown_path(path), text);
    let is_catalogue = path.file_name().is_none_or(|name| name != TRACE_EVENTS);
    Ok(EventSet { files: vec![Arc::new(file)], is_catalogue, ..EventSet::default() })
}

/// The paths of the trace-events files that a build of these groups reads.
fn paths_of(groups: &Groups) -> Vec<String> {
    let folders = groups.directories.iter().map(|directory| format!("{}/{TRACE_EVENTS}", directory.path));
    let mut paths: Vec<_> = [TRACE_EVENTS.to_owned()].into_iter().chain(folders).collect();
    paths.sort();
    paths.dedup();
    paths
}

fn read_tree(given: &Path, root: &Path) -> Result<EventSet, Vec<String>> {
    let top = |name: &str| read_top(root, name);
    let groups = Groups::read(top(MESON).as_deref(), top(MAKEFILE).as_deref());
    let paths = match groups.has_list {
        true => paths_of(&groups),
        false => list(root).events.iter().map(|path| path.to_string()).collect(),
    };
    let shown = shown_path(given);
    let prefix = if shown.is_empty() { shown } else { shown.trim_end_matches('/').to_owned() + "/" };
    let file = |path: &str, text| Arc::new(File::new(format!("{prefix}{path}"), text));
    let read = |path: &String| match read_within(root, Path::new(path), LARGEST_TEXT) {
        Ok(text) => Ok(Some(file(path, text))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io(&root.join(path), &error).sentence()),
    };
    let (files, failures): (Vec<_>, Vec<_>) =
        paths.par_iter().map(read).collect::<Vec<_>>().into_iter().partition(Result::is_ok);
    if !failures.is_empty() {
        return Err(failures.into_iter().filter_map(Result::err).collect());
    }
    let mut files: Vec<_> = files.into_iter().flatten().flatten().collect();
    if files.len() < paths.len() && may_skip(root) {
        let skipped = tracked(root).unwrap_or_default().skipped;
        let skipped: Vec<Arc<str>> =
            skipped.into_iter().filter(|path| paths.contains(path)).map(Arc::from).collect();
        let found = skipped.iter().zip(texts(root, &skipped));
        files.extend(found.filter_map(|(path, text)| Some(file(path, text?))));
    }
    if files.is_empty() && root.join(TRACE_EVENTS_ALL).is_file() {
        return read_catalogue(&given.join(TRACE_EVENTS_ALL)); // the folder of a build
    }
    Ok(EventSet { files, release: release(top), prefix, is_catalogue: false })
}

fn read_revision(root: &Path, revision: &str) -> Result<EventSet, String> {
    let telling = TELLING.map(str::to_owned);
    let told = blobs(root, revision, &telling)?;
    let mut top: FxHashMap<String, Option<Vec<u8>>> = telling.into_iter().zip(told).collect();
    // meson.build may name another file than VERSION.
    if let Some(name) = top[MESON].as_deref().and_then(version_file) {
        let text = blobs(root, revision, std::slice::from_ref(&name))?.pop().flatten();
        top.insert(name, text);
    }
    let top = |name: &str| top.get(name).cloned().flatten();
    let groups = Groups::read(top(MESON).as_deref(), top(MAKEFILE).as_deref());
    let paths = match groups.has_list {
        true => paths_of(&groups),
        false => {
            let is_group = |path: &String| path.rsplit('/').next() == Some(TRACE_EVENTS);
            names(root, revision)?.into_iter().filter(is_group).collect()
        }
    };
    let prefix = format!("{revision}:");
    let mut files = Vec::with_capacity(paths.len());
    for (path, text) in paths.iter().zip(blobs(root, revision, &paths)?) {
        if let Some(text) = text {
            files.push(Arc::new(File::new(format!("{prefix}{path}"), text)));
        }
    }
    Ok(EventSet { files, release: release(top), prefix, is_catalogue: false })
}
