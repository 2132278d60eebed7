//! A source tree, or files that lie in none, with what is asked about them.

use super::disk::{self, LARGEST_SOURCE, LARGEST_TEXT, read_regular, read_within};
use super::failure::Failure;
use super::listing::is_listed;
use super::overlay::Overlay;
use super::progress::Progress;
use super::roots::root_of;
use super::scope::Scope;
use super::tree::{Reading, read, read_tree};
use crate::model::index::{Content, Index};
use crate::parse::FileKind;
use crate::parse::command;
use crate::parse::config_file::ConfigFile;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::release::Release;
use crate::text::Document;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A source tree, or files that lie in none, with what is asked about them.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// The folder that paths are relative to; `None` for files that lie in no tree.
    pub root: Option<PathBuf>,
    /// The release that it is of; `None` where nothing tells it.
    pub release: Option<Release>,
    /// The tree as a whole; empty where each file is looked at by itself.
    pub index: Index,
    /// Files that are asked about and are no part of the index: each is looked at by itself.
    pub lone: Vec<Arc<File>>,
    /// Event lists that are asked about, in the same way: they are judged against the tree, if there is one.
    pub lone_lists: Vec<Arc<EventList>>,
    /// The configuration files that govern those.
    pub lone_configs: Vec<ConfigFile>,
    /// The files that are asked about.
    pub scope: Scope,
    /// Texts that replace those on disk.
    pub(super) overlay: Overlay,
    /// What is shown before the paths: nothing, or the root where several trees are asked about.
    pub prefix: String,
}

impl SourceTree {
    /// Reads the whole tree below `root`, all of which is asked about.
    pub fn whole(root: &Path, progress: &Progress) -> (SourceTree, Vec<Failure>) {
        let Reading { index, mut failures, others, .. } = read(root, &Overlay::default(), progress);
        let release = index.facts.release.clone();
        let mut tree = SourceTree {
            root: Some(root.to_owned()),
            release,
            index,
            scope: Scope::whole(),
            ..SourceTree::default()
        };
        failures.extend(tree.read_commands(others));
        (tree, failures)
    }

    /// The same, to be judged as [`super::Request::read`] does: where nothing says that it is a tree, each file by
    /// itself.
    pub(crate) fn like_check(mut self) -> SourceTree {
        let is_tree =
            self.root.as_ref().is_some_and(|root| root_of(root, &mut FxHashMap::default()).is_some());
        if !is_tree {
            self.index = self.index.of_parts();
        }
        self
    }

    /// The bytes of a file of the tree; `None` where there is none to be read.
    pub fn text(&self, path: &str) -> Option<Vec<u8>> {
        read_within(self.root.as_ref()?, Path::new(path), LARGEST_SOURCE).ok()
    }

    /// The trace-events files that are asked about.
    pub fn files(&self) -> impl Iterator<Item = &Arc<File>> {
        self.index.events.iter().chain(&self.lone).filter(|file| self.scope.holds(&file.path))
    }

    /// The event lists that are asked about.
    pub fn lists(&self) -> impl Iterator<Item = &Arc<EventList>> {
        self.index.lists.iter().chain(&self.lone_lists).filter(|list| self.scope.holds(&list.path))
    }

    /// The tree in which these files have other texts or are not there, beside those that are so already.
    pub fn with(&self, texts: &Overlay) -> SourceTree {
        let mut tree = self.clone();
        tree.overlay.extend(texts.iter().map(|(path, text)| (path.clone(), text.clone())));
        for file in &mut tree.lone {
            if let Some(Some(text)) = texts.get(&file.path) {
                *file = Arc::new(File::new(file.path.clone(), text.clone()));
            }
        }
        for list in &mut tree.lone_lists {
            if let Some(Some(text)) = texts.get(&list.path) {
                *list = Arc::new(EventList::new(list.path.clone(), text.clone()));
            }
        }
        if let Some(root) = tree.root.as_ref().filter(|_| !tree.index.events.is_empty()) {
            let index = updated(&self.index, texts);
            tree.index = index.unwrap_or_else(|| read_tree(root, &tree.overlay, &Progress::default()).0);
            tree.release.clone_from(&tree.index.facts.release);
        }
        tree.index.command_files = self.commands_with(texts);
        tree
    }

    /// True when the file of this path is read for what is known of the tree, whether it is there or not.
    pub(crate) fn may_hold(&self, path: &str) -> bool {
        is_listed(path)
    }

    /// True when the file of this path may also be one that is checked, as far as its name tells.
    pub(crate) fn may_read(&self, path: &str) -> bool {
        self.may_hold(path) && (FileKind::of(path) != FileKind::Other || command::kind(path).is_some())
    }

    /// The paths of the trace-events files and of the sources.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.index.events.iter().map(|file| &file.path).chain(&self.index.facts.paths)
    }

    /// The text of a file that the index, or what is asked about, knows; else what is on the disk.
    pub(crate) fn text_of(&self, path: &Arc<str>) -> Option<Vec<u8>> {
        if let Some(file) = self.index.events.iter().chain(&self.lone).find(|file| file.path == *path) {
            return Some(file.text.clone());
        }
        if let Some(list) = self.index.lists.iter().chain(&self.lone_lists).find(|list| list.path == *path) {
            return Some(list.text.clone());
        }
        self.documents([path].into_iter()).remove(path).map(|document| document.text)
    }

    /// Where the file of this path lies on the disk.
    pub(crate) fn on_disk(&self, path: &str) -> PathBuf {
        self.root.as_deref().unwrap_or(Path::new("")).join(self.relative(path))
    }

    /// True when something that is no file of the tree has this path on the disk, such as a link out of it.
    pub(crate) fn is_taken(&self, path: &Arc<str>) -> bool {
        disk::is_taken(&self.on_disk(path)) && self.text_of(path).is_none()
    }

    /// True when a regular file of the tree has this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        let file = self.root.as_ref().and_then(|root| disk::within(root, Path::new(path)).ok());
        file.is_some_and(|file| file.is_file())
    }

    fn relative<'a>(&'a self, path: &'a str) -> &'a Path {
        self.index.facts.non_utf8_paths.get(path).map_or(Path::new(path), PathBuf::as_path)
    }

    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        match &self.root {
            Some(root) => read_within(root, self.relative(path), LARGEST_TEXT),
            None => read_regular(Path::new(path), LARGEST_TEXT),
        }
    }

    /// The paths of the files that are named, in no order.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &str> {
        self.scope.named.iter().map(|path| &**path)
    }

    pub fn configs(&self) -> impl Iterator<Item = &ConfigFile> {
        self.index.facts.configs.iter().chain(&self.lone_configs)
    }

    /// Reads the files that `paths` name and that are not in the index, so that places in them can
    /// be shown. What can't be read any more is left out.
    pub(crate) fn documents<'a>(
        &self,
        paths: impl Iterator<Item = &'a Arc<str>>,
    ) -> FxHashMap<Arc<str>, Document> {
        let mut documents = FxHashMap::default();
        for path in paths {
            if documents.contains_key(path) || self.index.find_events(path).is_some() {
                continue;
            }
            let text = match self.overlay.get(path) {
                Some(text) => text.clone(),
                None if self.root.is_none()
                    && self.index.find_script(path).is_none()
                    && self.index.find_systemtap_file(path).is_none() =>
                {
                    continue;
                }
                None => self.read(path).ok(),
            };
            if let Some(text) = text {
                documents.insert(path.clone(), Document::new(path.clone(), text));
            }
        }
        documents
    }
}

/// The index after some files have other texts or are gone; `None` when only reading the whole tree tells it.
fn updated(index: &Index, texts: &Overlay) -> Option<Index> {
    let mut index = index.clone();
    for (path, text) in texts.iter().filter(|(path, _)| is_listed(path)) {
        let replaced = index.replace(path, Content::from(text.as_deref()));
        index = replaced.is_settled.then_some(replaced.index)?;
    }
    Some(index)
}
