//! A tree as it was at one revision, for whoever answers a request. It never changes, and each thing
//! is found out once, by whoever needs it first.

pub mod disk_index;
pub mod index_cache;
pub mod overlay;
mod source;
pub mod text;

use super::buffer::Buffer;
use super::features::Features;
use super::uri;
use crate::document::positions::Positions;
use disk_index::DiskIndex;
use index_cache::{IndexCache, read};
use overlay::Overlay;
use rustc_hash::FxHashMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use text::Text;
use tower_lsp::ls_types::Uri;
use trace_lint::linter::{Settings, TreeCache, lint, lint_file};
use trace_lint::model::catalogue::Catalogue;
use trace_lint::model::index::Index;
use trace_lint::parse::event_list::EventList;
use trace_lint::rules::diagnostic::Diagnostic;
use trace_lint::text::Document;

/// What is known of a tree at one revision.
#[derive(Clone)]
pub struct ViewInput {
    /// Its root, without links.
    pub root: Arc<Path>,
    /// Its root as the client names it.
    pub named: Arc<Path>,
    /// The revision: no two states of any tree have the same.
    pub revision: u64,
    /// The revision that the tree has by now.
    pub current: Arc<AtomicU64>,
    /// The rules that run, and the release they ask about.
    pub settings: Settings,
    /// What the client can.
    pub features: Arc<Features>,
    /// The paths of the workspace folders in it.
    pub folders: Vec<String>,
    /// What was read of it as a whole.
    pub base: Arc<DiskIndex>,
    /// What has changed since.
    pub overlay: Overlay,
    /// The newest index of it that was built.
    pub built: Arc<Mutex<Option<IndexCache>>>,
}

/// A tree at one revision.
pub struct TreeView {
    input: ViewInput,
    cache: Arc<ViewCache>,
}

/// The index of a tree with the files that have changed.
struct TreeIndex {
    index: Arc<Index>,
    /// True unless the whole tree must be read again to know what a change means.
    is_settled: bool,
}

/// What was found out about a tree.
#[derive(Default)]
struct ViewCache {
    index: OnceLock<TreeIndex>,
    lint: TreeCache,
    all: OnceLock<Vec<Diagnostic>>,
    texts: Mutex<FxHashMap<Arc<str>, Text>>,
}

impl Deref for TreeView {
    type Target = ViewInput;

    fn deref(&self) -> &ViewInput {
        &self.input
    }
}

impl TreeView {
    /// A view of which nothing is found out yet.
    pub fn new(input: ViewInput) -> TreeView {
        TreeView { input, cache: Arc::default() }
    }

    /// The same tree, in which documents have changed that its index knows nothing of.
    pub fn with_overlay(&self, overlay: Overlay) -> TreeView {
        let input = ViewInput { overlay, ..self.input.clone() };
        TreeView { input, cache: Arc::clone(&self.cache) }
    }

    /// True once a file of the tree has changed.
    pub fn is_stale(&self) -> bool {
        self.current.load(Ordering::SeqCst) != self.revision
    }

    /// The index of the tree.
    pub fn index(&self) -> &Arc<Index> {
        &self.cache.index.get_or_init(|| self.find_index()).index
    }

    /// True when somebody has looked at the index and what changed can't be known from it alone: the tree is to be
    /// read again.
    pub fn is_unsettled(&self) -> bool {
        self.cache.index.get().is_some_and(|found| !found.is_settled)
    }

    /// True when another index says the same, and reading the tree again would tell no more.
    pub fn is_known_as(&self, index: &Index) -> bool {
        let known = self.cache.index.get_or_init(|| self.find_index());
        known.is_settled && known.index.is_same(index)
    }

    fn find_index(&self) -> TreeIndex {
        let mut newest = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let built = newest.take().filter(|built| Arc::ptr_eq(&built.base, &self.base));
        let mut built = match built {
            Some(built) if built.revision > self.revision => {
                // Somebody was faster with what follows on us, and reports what is unsettled: that stays.
                *newest = Some(built);
                drop(newest);
                let mut own = IndexCache::new(&self.base);
                own.update(&self.root, &self.overlay, self.revision);
                return TreeIndex { index: own.index, is_settled: true };
            }
            Some(built) => built,
            None => IndexCache::new(&self.base),
        };
        built.update(&self.root, &self.overlay, self.revision);
        let built = newest.insert(built);
        TreeIndex { index: Arc::clone(&built.index), is_settled: built.is_settled }
    }

    /// The findings of `trace-lint check` in the file of this path, in the same order.
    pub fn findings(&self, path: &str) -> Vec<Diagnostic> {
        if self.settings.policy.excludes(path) {
            return Vec::new();
        }
        let with_commands;
        let mut index = &**self.index();
        let buffer = self.buffer(path);
        if let Some(file) = buffer.and_then(|buffer| buffer.commands()) {
            with_commands = index.with_commands(vec![Arc::clone(file)]);
            index = &with_commands;
        }
        let mut lines = index.find_events(path).and(buffer).map(|buffer| buffer.info.lines());
        lint_file(path, index, &self.settings, &self.cache.lint, lines.as_deref_mut())
    }

    /// The event list of this path.
    pub fn list(&self, path: &str) -> Option<&Arc<EventList>> {
        self.index().find_list(path)
    }

    /// The events that the tree has; `None` where it declares none.
    pub fn catalogue(&self) -> Option<&Catalogue> {
        self.cache.lint.catalogue(self.index(), &self.settings)
    }

    /// The findings of `trace-lint check` in the whole tree, in the order of the paths.
    pub fn all_findings(&self) -> &[Diagnostic] {
        self.cache.all.get_or_init(|| {
            let mut found = lint(self.index(), &self.settings);
            found.retain(|finding| !self.settings.policy.excludes(&finding.path));
            found
        })
    }

    /// True for a file of which the client wants to know though it is not open.
    pub fn is_shown(&self, path: &str) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder.as_str()))
    }

    /// The open document of this path.
    pub fn buffer(&self, path: &str) -> Option<&Arc<Buffer>> {
        self.overlay.get(path)?.buffer.as_ref()
    }

    /// The text of any file of the tree.
    pub fn text(&self, path: &Arc<str>) -> Text {
        if let Some(buffer) = self.buffer(path) {
            return Text::Buffer(Arc::clone(buffer));
        }
        let index = self.index();
        if let Some(events) = index.find_events(path) {
            return Text::Events(Arc::clone(&index.events[events]));
        }
        let mut texts = self.cache.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || {
            let text = read(&self.root, self.on_disk(path)).unwrap_or_default();
            Text::Disk(Arc::new(Document::new(path.clone(), text)))
        };
        texts.entry(path.clone()).or_insert_with(read).clone()
    }

    /// What the client calls the file of this path.
    pub fn uri(&self, path: &str) -> Option<Uri> {
        if let Some(buffer) = self.buffer(path) {
            return Some(buffer.uri.clone());
        }
        uri::from_path(&self.named.join(self.on_disk(path)))
    }

    /// The path on the disk, from the root, of the file of this path.
    fn on_disk<'a>(&'a self, path: &'a str) -> &'a Path {
        self.base.index.facts.non_utf8_paths.get(path).map_or(Path::new(path), |odd| odd)
    }

    /// What tells lines and columns in a text.
    pub fn positions<'a>(&self, text: &'a Text) -> Option<Positions<'a>> {
        let rope = match text {
            Text::Buffer(buffer) => Some(&buffer.text),
            _ => None,
        };
        Some(Positions { text: rope, document: text.document()?, encoding: self.features.encoding })
    }
}
