//! Looks for the files that are asked about, and sorts them by their trees.

use super::wanted::Wanted;
use crate::files::configs;
use crate::files::disk::beginning;
use crate::files::failure::{Failure, io_reason};
use crate::files::links::leads_out;
use crate::files::locate::place;
use crate::files::paths::{is_passed_over, shown_path};
use crate::files::roots::root_of;
use crate::linter::config::Policy;
use crate::parse::FileKind;
use crate::parse::command::{Kind, kind, may_be_script};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a file is, by its name on the disk.
fn kind_of(name: &OsStr) -> FileKind {
    name.to_str().map_or(FileKind::Other, FileKind::of)
}

/// True for a file that is named and may have commands in it. Other text may be anything.
pub(super) fn is_command_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match kind(name) {
        Some(kind) => kind != Kind::Plain,
        None => may_be_script(name) && beginning(path).starts_with(b"#!"),
    }
}

/// Looks for the files that are asked about, and sorts them by their trees.
#[derive(Default)]
pub(super) struct Search {
    /// True when each file is looked at by itself.
    pub(super) alone: bool,
    /// True when the files that are named are event lists.
    are_lists: bool,
    /// True when scripts need no tree.
    pub(super) has_events: bool,
    /// For each folder asked about, the root of its tree.
    roots: FxHashMap<PathBuf, Option<PathBuf>>,
    seen: FxHashSet<PathBuf>,
    pub(super) wanted: BTreeMap<Option<PathBuf>, Wanted>,
    pub(super) failures: Vec<Failure>,
}

impl Search {
    pub(super) fn new(alone: bool, are_lists: bool, has_events: bool) -> Search {
        Search { alone, are_lists, has_events, ..Search::default() }
    }

    /// Adds a file or a folder that is named.
    pub(super) fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.failures.push(Failure::io(path, &error)),
            // Also when it is named: a hook names what a foreign change brings.
            Ok(_) if leads_out(path) => {
                self.failures.push(Failure::new(path, "a link out of the tree: not read"));
            }
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
    pub(super) fn walk(&mut self, folder: &Path) {
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
                    let reason = error.io_error().map_or_else(|| error.to_string(), io_reason);
                    self.failures.push(Failure::new(path, reason));
                    continue;
                }
            };
            let entry_type = entry.file_type();
            match kind_of(entry.file_name()) {
                FileKind::EventList if entry_type.is_file() => self.file(entry.path(), false),
                FileKind::Events if entry_type.is_file() => {
                    count += 1;
                    self.file(entry.path(), false);
                }
                FileKind::BuildEvents if entry_type.is_file() => catalogues.push(entry.into_path()),
                FileKind::Events | FileKind::BuildEvents if entry_type.is_symlink() => {
                    self.link(folder, entry.path());
                }
                FileKind::Events | FileKind::BuildEvents if !entry_type.is_dir() => {
                    self.failures.push(Failure::new(entry.path(), "neither a file nor a folder"));
                }
                _ => {}
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
                let reason = format!("a link that leads nowhere: {}", io_reason(&error));
                self.failures.push(Failure::new(link, reason));
                return;
            }
        };
        let is_inside = folder.canonicalize().is_ok_and(|folder| target.starts_with(folder));
        let kind = target.file_name().map_or(FileKind::Other, kind_of);
        let is_renamed = !matches!(kind, FileKind::Events | FileKind::BuildEvents);
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
        let is_list = FileKind::of(&shown) == FileKind::EventList
            || named && self.is_list(path, &shown, || beginning(path));
        let is_part = named && (FileKind::of(&shown).is_part() || is_command_file(path));
        let wanted = self.wanted.entry(root).or_default();
        let scope = if named { &mut wanted.scope.named } else { &mut wanted.scope.found };
        scope.insert(shown.as_str().into());
        wanted.files_for(is_part, is_list).push((path.to_owned(), shown));
    }

    pub(super) fn stand_in(&mut self, path: &Path, text: Vec<u8>) {
        let (root, shown) = self.place(path);
        let is_list = self.is_list(path, &shown, || text.clone());
        let is_part = FileKind::of(&shown).is_part() || is_command_file(path);
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
        self.are_lists || FileKind::of_named(shown, text, is_configured) == FileKind::EventList
    }

    /// The root of a file's tree, and the path that is shown for it.
    fn place(&mut self, path: &Path) -> (Option<PathBuf>, String) {
        place(path, &mut self.roots)
    }
}
