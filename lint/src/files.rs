//! Finding, reading and writing files: the only place of the library that touches the disk. All reads go
//! through [`disk`], all writes through [`write`].

mod argument_macros;
mod commands;
mod configs;
mod discovery;
pub mod disk;
mod git;
mod gitignore;
mod include_closure;
mod interrupt;
mod kind;
mod listing;
mod locate;
mod pasting_macros;
mod progress;
mod roots;
mod scripts;
mod second_pass;
mod tree;
mod two_trees;
mod update;
mod write;

use crate::fix::apply::Texts;
use crate::linter::config::Policy;
use crate::model::index::Index;
use crate::parse::config_file::ConfigFile;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::qemu::version::Version;
use crate::text::Document;
use disk::{LARGEST_SOURCE, LARGEST_TEXT, read_regular, read_within};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use discovery::Request;
pub use git::{Asked, Change, Range, ask};
pub use kind::is_event_list;
use listing::is_listed;
pub use locate::{Location, is_one_file, locate};
pub use progress::Progress;
use roots::is_tree;
pub use roots::{qemu_root_of, root_of, trees_below};
pub use tree::read_tree;
use tree::{Reading, read};
pub use two_trees::{Sides, read_sides};
pub use write::{create, create_folder, replace, write};

/// A source tree, or files that lie in none, with what is asked about them.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// The folder that paths are relative to; `None` for files that lie in no tree.
    pub root: Option<PathBuf>,
    /// The release that the tree's file VERSION names.
    pub version: Option<Version>,
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
    /// What stands for what is on the disk.
    overlay: Overlay,
    /// What is shown before the paths: nothing, or the root where several trees are asked about.
    pub prefix: String,
}

/// Texts that stand for what is on the disk, by their paths as shown; `None` for a file that is to be
/// thought away.
pub type Overlay = FxHashMap<Arc<str>, Option<Vec<u8>>>;

/// Files that are asked about, by their paths as shown.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Those that are named.
    named: FxHashSet<Arc<str>>,
    /// Those that were found in folders.
    found: FxHashSet<Arc<str>>,
    /// Folders, each with a `/` at its end; the root is empty.
    folders: Vec<String>,
    /// What knows the files that are left out.
    policy: Option<Arc<Policy>>,
    /// True when those are left out even when they are named.
    is_forced: bool,
}

impl Scope {
    /// Leaves out what a policy excludes, though not what is named, unless by force.
    pub fn exclude(&mut self, policy: &Arc<Policy>, is_forced: bool) {
        self.policy = Some(Arc::clone(policy));
        self.is_forced = is_forced;
    }

    /// True when the file of this path is asked about.
    pub fn holds(&self, path: &str) -> bool {
        if !self.named.contains(path)
            && !self.found.contains(path)
            && !self.folders.iter().any(|folder| path.starts_with(folder.as_str()))
        {
            return false;
        }
        !self.leaves_out(path)
    }

    /// True when nothing is to be reported in the file of this path, though all is asked about.
    pub fn leaves_out(&self, path: &str) -> bool {
        let is_wanted = self.named.contains(path) && !self.is_forced;
        !is_wanted && self.policy.as_ref().is_some_and(|policy| policy.excludes(path))
    }
}

impl SourceTree {
    /// Reads the whole tree below `root`, all of which is asked about.
    pub fn whole(root: &Path, progress: &Progress) -> (SourceTree, Vec<Failure>) {
        let Reading { index, mut failures, others, .. } = read(root, &Overlay::default(), progress);
        let scope = Scope { folders: vec![String::new()], ..Scope::default() };
        let version = index.tree.version;
        let mut tree =
            SourceTree { root: Some(root.to_owned()), version, index, scope, ..SourceTree::default() };
        failures.extend(tree.read_commands(others));
        (tree, failures)
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

    /// The tree in which these files have other texts, beside those that have so already.
    pub fn with_texts(&self, texts: &Texts) -> SourceTree {
        self.with(&texts.iter().map(|(path, text)| (path.clone(), Some(text.clone()))).collect())
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
            let index = update::updated(&self.index, texts);
            tree.index = index.unwrap_or_else(|| read_tree(root, &tree.overlay, &Progress::default()).0);
        }
        tree.index.command_files = self.commands_with(texts);
        tree
    }

    /// True when the file of this path is read for what is known of the tree, whether it is there or not.
    pub fn may_hold(&self, path: &str) -> bool {
        is_listed(path)
    }

    /// The paths of the trace-events files and of the sources.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.index.events.iter().map(|file| &file.path).chain(&self.index.tree.paths)
    }

    /// The text of a file that the index, or what is asked about, knows; else what is on the disk.
    pub fn text_of(&self, path: &Arc<str>) -> Option<Vec<u8>> {
        if let Some(file) = self.index.events.iter().chain(&self.lone).find(|file| file.path == *path) {
            return Some(file.text.clone());
        }
        if let Some(list) = self.index.lists.iter().chain(&self.lone_lists).find(|list| list.path == *path) {
            return Some(list.text.clone());
        }
        self.documents([path].into_iter()).remove(path).map(|document| document.text)
    }

    /// Where the file of this path lies on the disk.
    pub fn on_disk(&self, path: &str) -> PathBuf {
        self.root.as_deref().unwrap_or(Path::new("")).join(self.relative(path))
    }

    /// True when something that is no file of the tree has this path on the disk, such as a link out of it.
    pub fn is_taken(&self, path: &Arc<str>) -> bool {
        disk::is_taken(&self.on_disk(path)) && self.text_of(path).is_none()
    }

    /// True when a regular file of the tree has this path.
    pub fn has(&self, path: &str) -> bool {
        let file = self.root.as_ref().and_then(|root| disk::within(root, Path::new(path)).ok());
        file.is_some_and(|file| file.is_file())
    }

    fn relative<'a>(&'a self, path: &'a str) -> &'a Path {
        self.index.tree.odd.get(path).map_or(Path::new(path), PathBuf::as_path)
    }

    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        match &self.root {
            Some(root) => read_within(root, self.relative(path), LARGEST_TEXT),
            None => read_regular(Path::new(path), LARGEST_TEXT),
        }
    }

    /// The paths of the files that are named, in no order.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.scope.named.iter().map(|path| &**path)
    }

    /// The configuration files.
    pub fn configs(&self) -> impl Iterator<Item = &ConfigFile> {
        self.index.tree.configs.iter().chain(&self.lone_configs)
    }

    /// Reads the files that `paths` name and that are not in the index, so that places in them can
    /// be shown. What can't be read any more is left out.
    pub fn documents<'a>(&self, paths: impl Iterator<Item = &'a Arc<str>>) -> FxHashMap<Arc<str>, Document> {
        let mut documents = FxHashMap::default();
        for path in paths {
            if documents.contains_key(path) || self.index.find_events(path).is_some() {
                continue;
            }
            let text = match self.overlay.get(path) {
                Some(text) => text.clone(),
                None if self.root.is_none()
                    && self.index.find_script(path).is_none()
                    && self.index.find_tap(path).is_none() =>
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

/// What could not be done, or was left out: which path, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The path, as given or as found below the one given.
    pub path: PathBuf,
    /// A sentence without a full stop.
    pub reason: String,
    /// True when it was left out on purpose, which is no failure.
    pub is_note: bool,
}

impl Failure {
    /// It in one sentence.
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.path.display(), self.reason)
    }

    fn new(path: &Path, reason: impl ToString) -> Failure {
        Failure { path: path.to_owned(), reason: reason.to_string(), is_note: false }
    }

    /// A file that has another text than the one that was checked.
    pub(crate) fn changed(path: &Path) -> Failure {
        Failure::new(path, "changed while it was checked: not written")
    }

    fn note(path: &Path, reason: impl ToString) -> Failure {
        Failure { is_note: true, ..Failure::new(path, reason) }
    }
}

/// The file names that a walk looks for.
const GROUP_NAME: &str = "trace-events";
const CATALOGUE_NAME: &str = "trace-events-all";

/// Names that mark folders whose contents are made by tools.
const MADE_BY_TOOLS: [&str; 3] = ["CACHEDIR.TAG", "build.ninja", "config-host.mak"];

/// True for a folder that no walk enters: hidden ones, and what a build or a package manager made.
fn is_passed_over(path: &Path, name: &[u8]) -> bool {
    name.starts_with(b".")
        || name == b"node_modules"
        || MADE_BY_TOOLS.iter().any(|marker| path.join(marker).exists())
}

/// The bytes of a file at the root of a tree, such as meson.build; `None` where it can't be read.
fn read_top(root: &Path, name: &str) -> Option<Vec<u8>> {
    read_within(root, Path::new(name), LARGEST_SOURCE).ok()
}

/// The path with `/` between its parts and without `.` at its beginning.
fn shown_path(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        shown.into_owned()
    } else {
        shown.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// What an operating system's error means, without its number.
pub(crate) fn told(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}
