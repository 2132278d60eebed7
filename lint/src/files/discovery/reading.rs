//! Reads what the search has found, tree by tree, and tells what of it was not looked at.

use super::wanted::Wanted;
use super::{Search, is_command_file};
use crate::files::disk::{LARGEST_TEXT, read_named};
use crate::files::scripts::add_named;
use crate::files::tree::read;
use crate::files::{Failure, Overlay, Progress, SourceTree, configs, read_top, shown_path, told};
use crate::parse::FileKind;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::release::release;
use crate::parse::script::is_script;
use crate::parse::systemtap::is_tap_script;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Search {
    /// Reads the trees, in the order of their roots.
    pub(super) fn finish(mut self, progress: &Progress) -> (Vec<SourceTree>, Vec<Failure>) {
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
        let text = text_of(overlay, path, shown);
        text.map_err(|error| self.failures.push(Failure::new(path, told(&error)))).ok()
    }

    fn tree(&mut self, root: Option<PathBuf>, mut wanted: Wanted, progress: &Progress) -> SourceTree {
        let mut tree = SourceTree { root, ..SourceTree::default() };
        let mut others = Vec::new();
        match &tree.root {
            Some(root) if !self.alone && wanted.concerns_tree() => {
                let reading = read(root, &wanted.overlay, progress);
                self.failures.extend(reading.failures);
                tree.release.clone_from(&reading.index.tree.release);
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
                tree.release = release(|name| read_top(root, name));
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
        self.read_lone(&mut tree, &mut wanted);
        tree.scope = wanted.scope;
        tree.overlay = wanted.overlay;
        // What the walk has not come to, as in a folder that git ignores, is read where it lies.
        let is_lone = |shown: &str| !others.iter().any(|path| **path == *shown);
        for (path, shown) in
            wanted.parts.iter().filter(|(path, shown)| is_command_file(path) && is_lone(shown))
        {
            self.failures.extend(tree.read_lone_commands(path, shown).err());
        }
        self.failures.extend(tree.read_commands(others));
        tree
    }

    /// Reads the trace-events files and the lists that are no part of their tree's index.
    fn read_lone(&mut self, tree: &mut SourceTree, wanted: &mut Wanted) {
        for (path, shown) in std::mem::take(&mut wanted.files) {
            if tree.index.find_events(&shown).is_some() {
                continue;
            }
            self.add_config(tree, &path, &shown);
            let text = self.lone_text(&wanted.overlay, &path, &shown);
            wanted.overlay.remove(&*shown);
            if let Some(text) = text {
                tree.lone.push(Arc::new(File::new(shown, text)));
            }
        }
        tree.lone.sort_by(|one, other| one.path.cmp(&other.path));
        for (path, shown) in std::mem::take(&mut wanted.lists) {
            if tree.index.lists.iter().any(|list| *list.path == *shown) {
                continue;
            }
            if tree.root.is_none() {
                self.add_config(tree, &path, &shown);
            }
            if let Some(text) = self.lone_text(&wanted.overlay, &path, &shown) {
                tree.lone_lists.push(Arc::new(EventList::new(shown, text)));
            }
        }
        tree.lone_lists.sort_by(|one, other| one.path.cmp(&other.path));
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
            } else if !tree.index.tree.paths.contains(&**shown)
                && FileKind::of(shown) != FileKind::Meson
                && FileKind::of(shown) != FileKind::SubMeson
            {
                "left out: it is no part of the source tree"
            } else {
                continue;
            };
            self.failures.push(Failure::note(path, reason));
        }
    }
}

/// The text of a file: what stands for it, else what is on the disk.
fn text_of(overlay: &Overlay, path: &Path, shown: &str) -> io::Result<Vec<u8>> {
    match overlay.get(shown) {
        Some(text) => Ok(text.clone().unwrap_or_default()),
        None => read_named(path, LARGEST_TEXT),
    }
}

/// True for a script, which is read when it is named, whatever it says.
fn is_named(path: &str) -> bool {
    is_script(path) || is_tap_script(path)
}
