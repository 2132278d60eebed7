//! From the paths that a user names to trees and files.

use super::configs;
use super::kind::{is_event_list, is_part};
use super::locate::place;
use super::roots::root_of;
use super::scripts::add_named;
use super::tree::read;
use super::{
    CATALOGUE_NAME, Failure, GROUP_NAME, Overlay, Progress, Scope, SourceTree, is_passed_over, read_within,
    shown_path, told,
};
use crate::command::{Kind, kind, may_be_script};
use crate::config::Policy;
use crate::event_list::{EventList, is_list_name};
use crate::file::File;
use crate::script::is_script;
use crate::systemtap::is_tap_script;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
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
    /// True when the files that are named are event lists, whatever their names.
    pub are_lists: bool,
    /// True when the events are known without a tree: scripts need none then.
    pub has_events: bool,
}

impl Request {
    /// Reads what is asked for: a file as it is, a folder with every `trace-events` below it. A
    /// folder without any is searched for `trace-events-all` instead, which a build generates from
    /// the others. Links are not followed. What can't be read is told, and the rest is read.
    pub fn read(self, progress: &Progress) -> (Vec<SourceTree>, Vec<Failure>) {
        let mut search = Search {
            alone: self.alone,
            are_lists: self.are_lists,
            has_events: self.has_events,
            ..Search::default()
        };
        for path in &self.paths {
            search.path(path);
        }
        if let Some((path, text)) = self.stand_in {
            search.stand_in(&path, text);
        }
        search.finish(progress)
    }
}

/// What is asked about in one tree.
#[derive(Default)]
struct Wanted {
    scope: Scope,
    /// The folders of the scope: as shown, and as given.
    folders: Vec<(String, PathBuf)>,
    /// trace-events files: as given or found, and as shown.
    files: Vec<(PathBuf, String)>,
    /// Event lists, in the same way.
    lists: Vec<(PathBuf, String)>,
    /// Other parts of a tree, such as sources, in the same way.
    parts: Vec<(PathBuf, String)>,
    overlay: Overlay,
}

impl Wanted {
    /// True when what is asked for is a part of its tree, not only a file that lies there.
    fn concerns_tree(&self) -> bool {
        let is_group = |(_, path): &(PathBuf, String)| path.rsplit('/').next() == Some(GROUP_NAME);
        !self.scope.folders.is_empty()
            || !self.parts.is_empty()
            || !self.lists.is_empty()
            || self.files.iter().any(is_group)
    }

    /// True when a folder below the root lies in one that is asked about.
    fn holds(&self, root: &Path, folder: &Path) -> bool {
        let shown = shown_path(folder.strip_prefix(root).unwrap_or(folder)) + "/";
        self.scope.folders.iter().any(|prefix| shown.starts_with(prefix.as_str()))
    }

    fn files_for(&mut self, is_part: bool, is_list: bool) -> &mut Vec<(PathBuf, String)> {
        match (is_list, is_part) {
            (true, _) => &mut self.lists,
            (false, true) => &mut self.parts,
            (false, false) => &mut self.files,
        }
    }

    fn add_folder(&mut self, shown: String, folder: PathBuf) {
        let prefix = if shown.is_empty() { shown } else { shown + "/" };
        if !self.scope.folders.contains(&prefix) {
            self.scope.folders.push(prefix.clone());
            self.folders.push((prefix, folder));
        }
    }
}

/// The first bytes of a file; none where it can't be read, which is told when it is.
fn beginning(path: &Path) -> Vec<u8> {
    let mut text = Vec::new();
    if !path.is_file() {
        return text; // of a pipe nothing must be lost
    }
    // What could be read is enough.
    let _ = fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut text));
    text
}

/// The text of a file: what stands for it, else what is on the disk.
fn text_of(overlay: &Overlay, path: &Path, shown: &str) -> io::Result<Vec<u8>> {
    match overlay.get(shown) {
        Some(text) => Ok(text.clone().unwrap_or_default()),
        None => fs::read(path),
    }
}

/// True for a script, which is read when it is named, whatever it says.
fn is_named(path: &str) -> bool {
    is_script(path) || is_tap_script(path)
}

/// True for a file that is named and may have commands in it. Other text may be anything.
fn is_command_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match kind(name) {
        Some(kind) => kind != Kind::Plain,
        None => may_be_script(name) && beginning(path).starts_with(b"#!"),
    }
}

#[derive(Default)]
struct Search {
    /// True when each file is looked at by itself.
    alone: bool,
    /// True when the files that are named are event lists.
    are_lists: bool,
    /// True when scripts need no tree.
    has_events: bool,
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
        match root_of(&absolute, &mut self.roots) {
            Some(root) if !self.alone => {
                let shown = shown_path(absolute.strip_prefix(&root).unwrap_or(&absolute));
                self.wanted.entry(Some(root)).or_default().add_folder(shown, folder.to_owned());
            }
            _ => self.walk(folder),
        }
    }

    /// Looks for files below a folder, whatever tree they belong to.
    fn walk(&mut self, folder: &Path) {
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
            if entry.file_type().is_file() && entry.file_name().to_str().is_some_and(is_list_name) {
                self.file(entry.path(), false);
                continue;
            }
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
        self.take_whole_trees(folder);
    }

    /// Of a tree that lies in a folder as a whole, everything is asked about.
    fn take_whole_trees(&mut self, folder: &Path) {
        let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        for (root, wanted) in &mut self.wanted {
            if let Some(root) = root.as_ref().filter(|root| !self.alone && root.starts_with(&absolute)) {
                wanted.add_folder(String::new(), root.clone());
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
        let is_list = is_list_name(&shown) || named && self.is_list(path, &shown, || beginning(path));
        let is_part = named && is_part(&shown);
        let wanted = self.wanted.entry(root).or_default();
        let scope = if named { &mut wanted.scope.named } else { &mut wanted.scope.found };
        scope.insert(shown.as_str().into());
        wanted.files_for(is_part, is_list).push((path.to_owned(), shown));
    }

    fn stand_in(&mut self, path: &Path, text: Vec<u8>) {
        let (root, shown) = self.place(path);
        let is_list = self.is_list(path, &shown, || text.clone());
        let is_part = is_part(&shown);
        let wanted = self.wanted.entry(root).or_default();
        wanted.scope.named.insert(shown.as_str().into());
        wanted.overlay.insert(shown.as_str().into(), Some(text));
        wanted.files_for(is_part, is_list).push((path.to_owned(), shown));
    }

    /// True for a file that is named and an event list.
    fn is_list(&self, path: &Path, shown: &str, text: impl FnOnce() -> Vec<u8>) -> bool {
        let is_configured = || {
            let config = configs::of_file(path, shown).and_then(Result::ok);
            let policy = config.and_then(|config| Policy::new(&[config], &[]).ok());
            policy.is_some_and(|policy| policy.is_event_list(shown))
        };
        self.are_lists || is_event_list(shown, text, is_configured)
    }

    /// The root of a file's tree, and the path that is shown for it.
    fn place(&mut self, path: &Path) -> (Option<PathBuf>, String) {
        place(path, &mut self.roots)
    }

    fn finish(mut self, progress: &Progress) -> (Vec<SourceTree>, Vec<Failure>) {
        let mut trees = Vec::new();
        while let Some((root, wanted)) = self.wanted.pop_first() {
            let tree = self.tree(root, wanted, progress);
            trees.push(tree);
        }
        trees.sort_by(|one, other| one.root.cmp(&other.root));
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

    /// Adds the configuration file that governs a file which is no part of its tree's index.
    fn add_config(&mut self, tree: &mut SourceTree, path: &Path, shown: &str) {
        match configs::of_file(path, shown) {
            Some(Ok(config)) => tree.lone_configs.push(config),
            Some(Err(failure)) => self.failures.push(failure),
            None => {}
        }
    }

    /// The text of a file which is no part of its tree's index; `None` where it can't be read, which is told.
    fn lone_text(&mut self, overlay: &Overlay, path: &Path, shown: &str) -> Option<Vec<u8>> {
        let text = text_of(overlay, path, shown).map_err(|error| told(&error));
        let text = text.and_then(|text| match u32::try_from(text.len()) {
            Ok(_) => Ok(text),
            Err(_) => Err("larger than 4 GiB".to_owned()),
        });
        text.map_err(|reason| self.failures.push(Failure::new(path, reason))).ok()
    }

    fn tree(&mut self, root: Option<PathBuf>, mut wanted: Wanted, progress: &Progress) -> SourceTree {
        let mut tree = SourceTree { root, ..SourceTree::default() };
        let mut others = Vec::new();
        match &tree.root {
            Some(root) if !self.alone && wanted.concerns_tree() => {
                let reading = read(root, &wanted.overlay, progress);
                self.failures.extend(reading.failures);
                tree.version = reading.index.tree.version;
                tree.index = reading.index;
                others = reading.others;
                for nested in reading.nested.iter().filter(|nested| wanted.holds(root, nested)) {
                    self.wanted
                        .entry(Some(nested.clone()))
                        .or_default()
                        .add_folder("".into(), nested.clone());
                }
            }
            Some(root) => {
                let version = read_within(root, "VERSION");
                tree.version = version.and_then(|text| String::from_utf8_lossy(&text).trim().parse().ok());
            }
            None => {}
        }
        let named: Vec<_> = wanted.parts.iter().filter(|(_, shown)| is_named(shown)).cloned().collect();
        let has_tree = tree.root.is_some() && !self.alone;
        if has_tree || self.has_events {
            let text = |path: &Path, shown: &str| text_of(&wanted.overlay, path, shown);
            self.failures.extend(add_named(&mut tree.index, &named, text));
        }
        if !has_tree && self.has_events {
            named.iter().for_each(|(path, shown)| self.add_config(&mut tree, path, shown));
        }
        self.look_for_others(&tree, &mut wanted);
        self.tell_left_out(&tree, &wanted);
        for (path, shown) in wanted.files {
            if tree.index.find_events(&shown).is_some() {
                continue;
            }
            self.add_config(&mut tree, &path, &shown);
            let text = self.lone_text(&wanted.overlay, &path, &shown);
            wanted.overlay.remove(&*shown);
            if let Some(text) = text {
                tree.lone.push(Arc::new(File::new(shown, text)));
            }
        }
        tree.lone.sort_by(|one, other| one.path.cmp(&other.path));
        for (path, shown) in wanted.lists {
            if tree.index.lists.iter().any(|list| *list.path == *shown) {
                continue;
            }
            if tree.root.is_none() {
                self.add_config(&mut tree, &path, &shown);
            }
            if let Some(text) = self.lone_text(&wanted.overlay, &path, &shown) {
                tree.lone_lists.push(Arc::new(EventList::new(shown, text)));
            }
        }
        tree.lone_lists.sort_by(|one, other| one.path.cmp(&other.path));
        tree.scope = wanted.scope;
        tree.overlay = wanted.overlay;
        // What the walk has not come to, as in a folder that git ignores, is read where it lies.
        let is_lone = |shown: &str| !others.iter().any(|path| **path == *shown);
        for (path, shown) in
            wanted.parts.iter().filter(|(path, shown)| is_command_file(path) && is_lone(shown))
        {
            self.failures.extend(tree.read_lone_commands(path, shown).err());
        }
        tree.read_commands(others);
        tree
    }

    /// Folders that are asked about and in which the tree has no events may hold other files, such
    /// as those of a build.
    fn look_for_others(&mut self, tree: &SourceTree, wanted: &mut Wanted) {
        for (prefix, folder) in &wanted.folders {
            if !tree.index.events.iter().any(|file| file.path.starts_with(prefix)) {
                self.walk(folder);
            }
        }
        if let Some(more) = self.wanted.remove(&tree.root) {
            wanted.files.extend(more.files);
            wanted.lists.extend(more.lists);
            wanted.scope.named.extend(more.scope.named);
            wanted.scope.found.extend(more.scope.found);
        }
    }

    /// Tells which of the named parts of a tree were not looked at.
    fn tell_left_out(&mut self, tree: &SourceTree, wanted: &Wanted) {
        for (path, shown) in &wanted.parts {
            let reason = if is_named(shown) && self.has_events {
                continue;
            } else if is_command_file(path) && !is_named(shown) {
                continue; // its commands are checked wherever it lies
            } else if self.alone {
                "left out: checked only against its tree"
            } else if tree.root.is_none() && is_named(shown) {
                "left out: it lies in no source tree, and --events names no events"
            } else if tree.root.is_none() {
                "left out: it lies in no source tree"
            } else if is_named(shown) && tree.index.events.is_empty() {
                "left out: its source tree declares no events, and --events names none"
            } else if is_named(shown) {
                continue;
            } else if !tree.index.tree.paths.contains(&**shown) && !shown.ends_with("meson.build") {
                "left out: it is no part of the source tree"
            } else {
                continue;
            };
            self.failures.push(Failure::note(path, reason));
        }
    }
}
