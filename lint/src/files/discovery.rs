//! From the paths that a user names to trees and files.

use super::{
    CATALOGUE_NAME, Failure, GROUP_NAME, Progress, Scope, SourceTree, is_passed_over, read_tree, shown_path,
    told,
};
use crate::file::File;
use crate::groups::Groups;
use crate::source::language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// What a user asks about.
#[derive(Debug, Default)]
pub struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// A path and the text that stands for what is on the disk there, as from standard input.
    pub stand_in: Option<(PathBuf, Vec<u8>)>,
    /// True when each file is looked at by itself, not against its tree.
    pub alone: bool,
}

impl Request {
    /// Reads what is asked for: a file as it is, a folder with every `trace-events` below it. A
    /// folder without any is searched for `trace-events-all` instead, which a build generates from
    /// the others. Links are not followed. What can't be read is told, and the rest is read.
    pub fn read(self, progress: &Progress) -> (Vec<SourceTree>, Vec<Failure>) {
        let mut search = Search::default();
        for path in &self.paths {
            search.path(path);
        }
        if let Some((path, text)) = self.stand_in {
            search.stand_in(&path, text);
        }
        search.finish(self.alone, progress)
    }
}

/// What is asked about in one tree.
#[derive(Default)]
struct Wanted {
    scope: Scope,
    /// trace-events files: as given or found, and as shown.
    files: Vec<(PathBuf, String)>,
    overlay: FxHashMap<Arc<str>, Vec<u8>>,
}

impl Wanted {
    /// True when what is asked for is a part of its tree, not only a file that lies there.
    fn concerns_tree(&self) -> bool {
        let is_part = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or_default();
            name == GROUP_NAME || name == "meson.build" || language(name.as_bytes()).is_some()
        };
        !self.scope.folders.is_empty() || self.scope.files.iter().any(|path| is_part(path))
    }
}

#[derive(Default)]
struct Search {
    /// For each folder asked about, the root of its tree.
    roots: FxHashMap<PathBuf, Option<PathBuf>>,
    seen: FxHashSet<PathBuf>,
    wanted: BTreeMap<Option<PathBuf>, Wanted>,
    failures: Vec<Failure>,
}

impl Search {
    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.failures.push(Failure::new(path, told(&error))),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => self.file(path, true),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if let Some(root) = root_of(&absolute, &mut self.roots) {
            let shown = shown_path(absolute.strip_prefix(&root).unwrap_or(&absolute));
            let prefix = if shown.is_empty() { shown } else { shown + "/" };
            self.wanted.entry(Some(root)).or_default().scope.folders.push(prefix);
        }
        let is_wanted = |entry: &DirEntry| {
            entry.depth() == 0
                || !entry.file_type().is_dir()
                || !is_passed_over(entry.path(), entry.file_name().as_encoded_bytes())
        };
        let mut catalogues = Vec::new();
        let mut count = 0;
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_wanted) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder);
                    let reason = error.io_error().map_or_else(|| error.to_string(), told);
                    self.failures.push(Failure::new(path, reason));
                    continue;
                }
            };
            let is_group = entry.file_name() == GROUP_NAME;
            if !is_group && entry.file_name() != CATALOGUE_NAME {
                continue;
            }
            if entry.file_type().is_symlink() {
                self.link(folder, entry.path());
            } else if entry.file_type().is_file() && is_group {
                count += 1;
                self.file(entry.path(), false);
            } else if entry.file_type().is_file() {
                catalogues.push(entry.into_path());
            } else if !entry.file_type().is_dir() {
                self.failures.push(Failure::new(entry.path(), "neither a file nor a folder"));
            }
        }
        if count == 0 {
            for path in catalogues {
                self.file(&path, false);
            }
        }
    }

    /// A link found in a walk: its target is checked in its own place, if that is in the folder.
    fn link(&mut self, folder: &Path, link: &Path) {
        let target = match link.canonicalize() {
            Ok(target) => target,
            Err(error) => {
                let reason = format!("a link that leads nowhere: {}", told(&error));
                self.failures.push(Failure::new(link, reason));
                return;
            }
        };
        let is_inside = folder.canonicalize().is_ok_and(|folder| target.starts_with(folder));
        let is_renamed = target.file_name().is_none_or(|name| name != GROUP_NAME && name != CATALOGUE_NAME);
        if is_inside && is_renamed && target.is_file() {
            self.file(link, false);
        }
    }

    /// A file; one that is `named` and no trace-events file, such as a source, is a part of its tree.
    fn file(&mut self, path: &Path, named: bool) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(identity) {
            return;
        }
        let (root, shown) = self.place(path);
        let name = path.file_name().unwrap_or_default();
        let is_part =
            named && root.is_some() && (language(name.as_encoded_bytes()).is_some() || name == "meson.build");
        let wanted = self.wanted.entry(root).or_default();
        wanted.scope.files.insert(shown.as_str().into());
        if !is_part {
            wanted.files.push((path.to_owned(), shown));
        }
    }

    fn stand_in(&mut self, path: &Path, text: Vec<u8>) {
        let (root, shown) = self.place(path);
        let wanted = self.wanted.entry(root).or_default();
        wanted.scope.files.insert(shown.as_str().into());
        wanted.overlay.insert(shown.as_str().into(), text);
        wanted.files.push((path.to_owned(), shown));
    }

    /// The root of a file's tree, and the path that is shown for it.
    fn place(&mut self, path: &Path) -> (Option<PathBuf>, String) {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let absolute = match (absolute.parent(), absolute.file_name()) {
            (Some(folder), Some(name)) => {
                folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).join(name)
            }
            _ => absolute,
        };
        let root = absolute.parent().and_then(|folder| root_of(folder, &mut self.roots));
        let shown = root.as_ref().and_then(|root| absolute.strip_prefix(root).ok()).unwrap_or(path);
        let shown = shown_path(shown);
        (root, shown)
    }

    fn finish(mut self, alone: bool, progress: &Progress) -> (Vec<SourceTree>, Vec<Failure>) {
        let wanted = std::mem::take(&mut self.wanted);
        let mut trees: Vec<SourceTree> =
            wanted.into_iter().map(|(root, wanted)| self.tree(root, wanted, alone, progress)).collect();
        // With several trees a relative path is not enough to tell which file is meant.
        if trees.len() > 1 {
            for tree in &mut trees {
                tree.prefix = tree.root.as_deref().map_or_else(String::new, |root| shown_path(root) + "/");
            }
        }
        self.failures.sort_by(|one, other| one.path.cmp(&other.path));
        self.failures.dedup();
        (trees, self.failures)
    }

    fn tree(
        &mut self,
        root: Option<PathBuf>,
        mut wanted: Wanted,
        alone: bool,
        progress: &Progress,
    ) -> SourceTree {
        let mut tree = SourceTree { root, ..SourceTree::default() };
        match &tree.root {
            Some(root) if !alone && wanted.concerns_tree() => {
                let (index, failures) = read_tree(root, &wanted.overlay, progress);
                self.failures.extend(failures);
                tree.version = index.tree.version;
                tree.index = index;
            }
            Some(root) => {
                let version = fs::read_to_string(root.join("VERSION")).ok();
                tree.version = version.and_then(|version| version.trim().parse().ok());
            }
            None => {}
        }
        for (path, shown) in wanted.files {
            if tree.index.find_events(&shown).is_some() {
                continue;
            }
            let text = match wanted.overlay.remove(&*shown) {
                Some(text) => Ok(text),
                None => fs::read(&path),
            };
            match text {
                Ok(text) if u32::try_from(text.len()).is_err() => {
                    self.failures.push(Failure::new(&path, "larger than 4 GiB"));
                }
                Ok(text) => tree.lone.push(Arc::new(File::new(shown, text))),
                Err(error) => self.failures.push(Failure::new(&path, told(&error))),
            }
        }
        tree.lone.sort_by(|one, other| one.path.cmp(&other.path));
        tree.scope = wanted.scope;
        tree
    }
}

/// The root of the tree that holds `folder`: the nearest folder, it or above it, whose meson.build
/// lists the trace-events directories, or that has QEMU's trace/control.h; else the nearest that
/// holds a `.git`.
pub fn root_of(folder: &Path, known: &mut FxHashMap<PathBuf, Option<PathBuf>>) -> Option<PathBuf> {
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
pub fn qemu_root_of(folder: &Path) -> Option<&Path> {
    let lists_groups = |folder: &Path| {
        let text = fs::read(folder.join("meson.build"));
        text.is_ok_and(|text| !Groups::from_meson(&text).is_empty())
    };
    let is_tree = |folder: &&Path| folder.join("trace/control.h").is_file() || lists_groups(folder);
    folder.ancestors().find(is_tree)
}
