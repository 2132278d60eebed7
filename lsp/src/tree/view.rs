//! A tree as it was at one revision, for whoever answers a request. It never changes, and each thing
//! is found out once, by whoever needs it first.

use super::base::Base;
use super::build::{Built, Contents, read};
use super::text::Text;
use crate::buffer::Buffer;
use crate::capabilities::Features;
use crate::document::positions::Positions;
use crate::event::Event;
use crate::proto::places;
use rustc_hash::FxHashMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, mpsc};
use tower_lsp::ls_types::Uri;
use trace_lint::catalogue::Catalogue;
use trace_lint::diagnostic::Diagnostic;
use trace_lint::event_list::EventList;
use trace_lint::index::Index;
use trace_lint::linter::{Settings, TreeCache, lint, lint_file};
use trace_lint::text::Document;

/// What is known of a tree at one revision.
#[derive(Clone)]
pub struct Known {
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
    pub base: Arc<Base>,
    /// What has changed since.
    pub contents: Contents,
    /// The newest index of it that was built.
    pub built: Arc<Mutex<Option<Built>>>,
    /// The way to the main loop.
    pub events: mpsc::Sender<Event>,
}

/// A tree at one revision.
pub struct TreeView {
    known: Known,
    found: Arc<Found>,
}

/// What was found out about a tree.
#[derive(Default)]
struct Found {
    index: OnceLock<Arc<Index>>,
    cache: TreeCache,
    all: OnceLock<Vec<Diagnostic>>,
    texts: Mutex<FxHashMap<Arc<str>, Text>>,
}

impl Deref for TreeView {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.known
    }
}

impl TreeView {
    /// A view of which nothing is found out yet.
    pub fn new(known: Known) -> TreeView {
        TreeView { known, found: Arc::default() }
    }

    /// The same tree, in which documents have changed that its index knows nothing of.
    pub fn with_contents(&self, contents: Contents) -> TreeView {
        let known = Known { contents, ..self.known.clone() };
        TreeView { known, found: Arc::clone(&self.found) }
    }

    /// True once a file of the tree has changed.
    pub fn is_stale(&self) -> bool {
        self.current.load(Ordering::SeqCst) != self.revision
    }

    /// The index of the tree.
    pub fn index(&self) -> &Arc<Index> {
        self.found.index.get_or_init(|| {
            let mut newest = self.built.lock().unwrap_or_else(PoisonError::into_inner);
            let built = newest.take().filter(|built| Arc::ptr_eq(&built.base, &self.base));
            let mut built = match built {
                Some(built) if built.revision > self.revision => {
                    // Somebody was faster with what follows on us: that stays.
                    *newest = Some(built);
                    drop(newest);
                    let mut own = Built::new(&self.base);
                    own.update(&self.root, &self.contents, self.revision);
                    return own.index;
                }
                Some(built) => built,
                None => Built::new(&self.base),
            };
            built.update(&self.root, &self.contents, self.revision);
            if !built.is_settled {
                // Without a main loop nobody reads the tree again.
                let _ = self.events.send(Event::Unsettled(Arc::clone(&self.root)));
            }
            newest.insert(built).index.clone()
        })
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
        let mut lines = index.find_events(path).and(buffer).map(|buffer| buffer.about.lines());
        lint_file(path, index, &self.settings, &self.found.cache, lines.as_deref_mut())
    }

    /// The index of the tree, with the commands in the documents that are open.
    pub fn index_with_commands(&self) -> Index {
        let buffers = self.contents.values().filter_map(|it| it.buffer.as_ref());
        let mut files: Vec<_> = buffers.filter_map(|buffer| buffer.commands().cloned()).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        self.index().with_commands(files)
    }

    /// The event list of this path.
    pub fn list(&self, path: &str) -> Option<&Arc<EventList>> {
        self.index().find_list(path)
    }

    /// The events that the tree has; `None` where it declares none.
    pub fn catalogue(&self) -> Option<&Catalogue> {
        self.found.cache.catalogue(self.index(), &self.settings)
    }

    /// The findings of `trace-lint check` in the whole tree, in the order of the paths.
    pub fn all_findings(&self) -> &[Diagnostic] {
        self.found.all.get_or_init(|| {
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
        self.contents.get(path)?.buffer.as_ref()
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
        let mut texts = self.found.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || {
            let text = read(&self.root.join(self.on_disk(path))).unwrap_or_default();
            Text::Disk(Arc::new(Document::new(path.clone(), text)))
        };
        texts.entry(path.clone()).or_insert_with(read).clone()
    }

    /// What the client calls the file of this path.
    pub fn uri(&self, path: &str) -> Option<Uri> {
        if let Some(buffer) = self.buffer(path) {
            return Some(buffer.uri.clone());
        }
        places::uri(&self.named.join(self.on_disk(path)))
    }

    /// The path on the disk, from the root, of the file of this path.
    fn on_disk<'a>(&'a self, path: &'a str) -> &'a Path {
        self.base.index.tree.odd.get(path).map_or(Path::new(path), |odd| odd)
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
