//! Reading the files with commands that name events: of those that are asked about, and of no others.

use super::disk::{LARGEST_TEXT, load_found, read_named, read_within};
use super::failure::{Failure, io_reason};
use super::overlay::Overlay;
use super::reader::successes;
use super::source_tree::SourceTree;
use crate::parse::FileKind;
use crate::parse::command::{CommandFile, LARGEST, kind, kind_of, may_be_script, read};
use crate::parse::event_list::EventList;
use crate::parse::events::headings::join;
use crate::parse::groups::directory_of;
use rayon::prelude::*;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// True for a file that may be one with commands, as far as its name tells.
pub(super) fn may_hold_commands(path: &str) -> bool {
    kind(path).is_some() || may_be_script(path)
}

impl SourceTree {
    /// Reads the commands in those of the files that are asked about.
    ///
    /// One that is named and too large is told; of the others nobody says that they have commands.
    pub(super) fn read_commands(&mut self, mut paths: Vec<Arc<str>>) -> Vec<Failure> {
        paths.retain(|path| may_hold_commands(path) && self.scope.holds(path));
        paths.sort();
        paths.dedup();
        let files: Vec<_> = paths.into_iter().map(|path| (self.on_disk(&path), path)).collect();
        let look = |buffer: &mut Vec<u8>, (full, path): &(PathBuf, Arc<str>)| {
            match self.overlay.get(path) {
                Some(Some(text)) => buffer.clone_from(text),
                Some(None) => return None,
                None => {
                    let result = load_found(full, LARGEST as u64, buffer);
                    match result.err().map(|error| (error.kind(), io_reason(&error))) {
                        None => {}
                        Some((ErrorKind::FileTooLarge, reason)) if self.scope.named.contains(path) => {
                            return Some(Err(Failure::note(full, format!("left out: {reason}"))));
                        }
                        Some(_) => return None,
                    }
                }
            }
            commands(path, buffer).map(Ok)
        };
        // A few files take most of the time: the rest is shared out in small parts.
        let found: Vec<_> = files.par_iter().with_max_len(4).map_init(Vec::new, look).flatten().collect();
        let mut failures = Vec::new();
        let found = successes(found, &mut failures);
        self.add_lists(&found);
        self.add_commands(found);
        failures
    }

    /// Adds the files of the tree that commands pass to QEMU as event lists: from the root, or from their own folder.
    fn add_lists(&mut self, found: &[Arc<CommandFile>]) {
        let Some(root) = &self.root else { return };
        for file in found {
            for name in &file.commands.lists {
                let places = [name.to_string(), join(directory_of(&file.path), name)];
                let is_list = |path: &&String| {
                    matches!(FileKind::of(path), FileKind::Other | FileKind::OtherEvents)
                        && !self.index.lists.iter().any(|list| *list.path == ***path)
                };
                let read = |path: &String| {
                    let text = read_within(root, Path::new(path), LARGEST_TEXT).ok()?;
                    Some(Arc::new(EventList::new(path.as_str(), text)))
                };
                if let Some(list) = places.iter().filter(is_list).find_map(read) {
                    self.index.lists.push(list);
                }
            }
        }
        self.index.lists.sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// Reads a file that is named and lies in no tree.
    pub(super) fn read_lone_commands(&mut self, full: &Path, path: &str) -> Result<(), Failure> {
        let path: Arc<str> = path.into();
        if !self.overlay.contains_key(&path) {
            let text = read_named(full, LARGEST as u64).map_err(|error| match error.kind() {
                ErrorKind::FileTooLarge => Failure::note(full, format!("left out: {}", io_reason(&error))),
                _ => Failure::io(full, &error),
            })?;
            self.overlay.insert(path.clone(), Some(text));
        }
        let text = self.overlay.get(&path).and_then(Option::as_ref);
        let found = text.and_then(|text| commands(&path, text));
        self.add_commands(found.into_iter().collect());
        Ok(())
    }

    /// The files with commands after some have other texts.
    pub(super) fn commands_with(&self, texts: &Overlay) -> Vec<Arc<CommandFile>> {
        let known = self.index.command_files.iter().filter(|file| !texts.contains_key(&file.path));
        let changed = texts.iter().filter(|(path, _)| self.scope.holds(path) && may_hold_commands(path));
        let changed = changed.filter_map(|(path, text)| commands(path, text.as_ref()?));
        let mut files: Vec<_> = known.cloned().chain(changed).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files
    }

    fn add_commands(&mut self, found: Vec<Arc<CommandFile>>) {
        let files = &mut self.index.command_files;
        files.extend(found);
        files.sort_by(|one, other| one.path.cmp(&other.path));
    }
}

/// What a file says; `None` where it says nothing of events.
fn commands(path: &Arc<str>, text: &[u8]) -> Option<Arc<CommandFile>> {
    read(path, text, kind_of(path, text)?)
}
