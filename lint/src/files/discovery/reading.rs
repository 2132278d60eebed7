//! Reads what the search has found, tree by tree, and notes what of it is not looked at.

use super::search::{Search, is_command_file};
use super::wanted::Wanted;
use crate::files::configs;
use crate::files::disk::{LARGEST_TEXT, read_named, read_top};
use crate::files::failure::Failure;
use crate::files::overlay::Overlay;
use crate::files::paths::shown_path;
use crate::files::progress::Progress;
use crate::files::scripts::add_named;
use crate::files::source_tree::SourceTree;
use crate::files::tree::read;
use crate::parse::FileKind;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::file_kind::is_foreign;
use crate::parse::release::release;
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

    /// The text of a file which is no part of its tree's index; `None` where it can't be read, which is reported.
    fn lone_text(&mut self, overlay: &Overlay, path: &Path, shown: &str) -> Option<Vec<u8>> {
        let text = text_of(overlay, path, shown);
        text.map_err(|error| self.failures.push(Failure::io(path, &error))).ok()
    }

    fn tree(&mut self, root: Option<PathBuf>, mut wanted: Wanted, progress: &Progress) -> SourceTree {
        let mut tree = SourceTree { root, ..SourceTree::default() };
        let others = self.read_index(&mut tree, &wanted, progress);
        self.read_scripts(&mut tree, &wanted);
        self.look_for_others(&tree, &mut wanted);
        self.failures.extend(self.left_out(&tree, &wanted));
        self.read_lone(&mut tree, &mut wanted);
        tree.scope = wanted.scope;
        tree.overlay = wanted.overlay;
        self.read_commands(&mut tree, &wanted.parts, others);
        tree
    }

    /// Reads the whole tree, where something in it is checked against the rest. Returns the files that may have
    /// commands; the trees below it are read after it.
    fn read_index(&mut self, tree: &mut SourceTree, wanted: &Wanted, progress: &Progress) -> Vec<Arc<str>> {
        let Some(root) = &tree.root else { return Vec::new() };
        if self.alone || !wanted.concerns_tree() {
            tree.release = release(|name| read_top(root, name));
            return Vec::new();
        }
        let reading = read(root, &wanted.overlay, progress);
        self.failures.extend(reading.failures);
        for nested in reading.nested.iter().filter(|nested| wanted.holds(root, nested)) {
            self.wanted.entry(Some(nested.clone())).or_default().add_folder(String::new(), nested.clone());
        }
        tree.release.clone_from(&reading.index.facts.release);
        tree.index = reading.index;
        reading.others
    }

    /// Reads the scripts that are named, where there are events to check them against.
    fn read_scripts(&mut self, tree: &mut SourceTree, wanted: &Wanted) {
        let scripts = wanted.parts.iter().filter(|(_, shown)| FileKind::of(shown).is_script());
        let scripts: Vec<_> = scripts.cloned().collect();
        let has_tree = tree.root.is_some() && !self.alone;
        if has_tree || self.has_events {
            let text = |path: &Path, shown: &str| text_of(&wanted.overlay, path, shown);
            self.failures.extend(add_named(&mut tree.index, &scripts, text));
        }
        if !has_tree && self.has_events {
            scripts.iter().for_each(|(path, shown)| self.add_config(tree, path, shown));
        }
    }

    /// Reads the files with commands: `others` of the tree, and those that are named.
    fn read_commands(&mut self, tree: &mut SourceTree, named: &[(PathBuf, String)], others: Vec<Arc<str>>) {
        for (path, shown) in named.iter().filter(|(path, _)| is_command_file(path)) {
            // What the walk has not come to, as in a folder that git ignores, is read where it lies.
            if !others.iter().any(|other| **other == **shown) {
                self.failures.extend(tree.read_lone_commands(path, shown).err());
            }
        }
        self.failures.extend(tree.read_commands(others));
    }

    /// Reads the trace-events files and the lists that are no part of their tree's index.
    fn read_lone(&mut self, tree: &mut SourceTree, wanted: &mut Wanted) {
        for (path, shown) in std::mem::take(&mut wanted.files) {
            if tree.index.find_events(&shown).is_some() {
                continue;
            }
            self.add_config(tree, &path, &shown);
            if is_foreign(&shown) {
                self.failures.push(Failure::note(&path, NO_KIND));
                continue;
            }
            // What is piped in is what the user says that it is.
            let is_given = wanted.overlay.contains_key(&*shown);
            let text = self.lone_text(&wanted.overlay, &path, &shown);
            wanted.overlay.remove(&*shown);
            let Some(text) = text else { continue };
            let file = File::new(shown, text);
            if is_given || is_events(&file) {
                tree.lone.push(Arc::new(file));
            } else {
                self.failures.push(Failure::note(&path, NO_KIND));
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

    /// The named parts of a tree that are not looked at.
    fn left_out(&self, tree: &SourceTree, wanted: &Wanted) -> Vec<Failure> {
        let note = |(path, shown): &(PathBuf, String)| {
            let reason = self.why_left_out(tree, path, shown)?;
            Some(Failure::note(path, format!("left out: {reason}")))
        };
        wanted.parts.iter().filter_map(note).collect()
    }

    /// Why a named part of a tree is not looked at; `None` for one that is.
    fn why_left_out(&self, tree: &SourceTree, path: &Path, shown: &str) -> Option<&'static str> {
        let is_in_tree = || {
            tree.index.facts.paths.contains(shown)
                || matches!(FileKind::of(shown), FileKind::Meson | FileKind::SubMeson)
        };
        match FileKind::of(shown).is_script() {
            true if self.has_events => None,
            false if is_command_file(path) => None, // its commands are checked wherever it lies
            _ if self.alone => Some("checked only against its tree"),
            true if tree.root.is_none() => Some("it lies in no source tree, and --events names no events"),
            false if tree.root.is_none() => Some("it lies in no source tree"),
            true if tree.index.events.is_empty() => {
                Some("its source tree declares no events, and --events names none")
            }
            false if !is_in_tree() => Some("it is no part of the source tree"),
            _ => None,
        }
    }
}

/// Why a file is left out that is named.
const NO_KIND: &str =
    "left out: it is no kind of file that is checked; `--as event-list` takes it for an event list";

/// True for a file that is a trace-events file by its name, or in which a line declares an event.
fn is_events(file: &File) -> bool {
    matches!(FileKind::of(&file.path), FileKind::Events | FileKind::BuildEvents | FileKind::OtherEvents)
        || file.events.iter().any(|event| !event.is_broken)
}

/// The text of a file: what stands for it, else what is on the disk.
fn text_of(overlay: &Overlay, path: &Path, shown: &str) -> io::Result<Vec<u8>> {
    match overlay.get(shown) {
        Some(text) => Ok(text.clone().unwrap_or_default()),
        None => read_named(path, LARGEST_TEXT),
    }
}
