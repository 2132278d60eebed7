//! The trees: one for the root of each open document and workspace folder. A tree is read from the
//! disk as a whole; after that a file that changes, in a buffer or on the disk, replaces the one of its
//! path, when somebody next looks. The main loop owns these and never reads a file itself.

use crate::view::config::Config;
use crate::view::features::Features;
use crate::view::tree::disk_index::DiskIndex;
use crate::view::tree::index_cache::IndexCache;
use crate::view::tree::overlay::{Overlay, OverlayEntry};
use crate::view::tree::{TreeView, ViewInput};
use rustc_hash::FxHashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tower_lsp::ls_types::Uri;
use trace_lint::linter::Settings;
use trace_lint::qemu::era::Era;

pub struct TreeState {
    /// Its root, without links.
    pub root: Arc<Path>,
    /// Its root as the client names it.
    pub named: Arc<Path>,
    /// The workspace folders that lie in it, each with its path there, which ends in `/` unless it is
    /// the root.
    pub folders: Vec<(Uri, String)>,
    /// What is done to know it as it is on the disk.
    pub reading: Reading,
    /// True while a moment without an edit is waited for.
    pub is_waiting: bool,
    /// True when the client may show other documents than the one that was edited as they were before.
    pub is_shown_as_it_was: bool,
    is_given_up: bool,
    counts: Option<Counts>,
    base: Option<Arc<DiskIndex>>,
    /// What decides the findings in it, by its configuration files and those of the client.
    settings: Option<Settings>,
    overlay: Overlay,
    built: Arc<Mutex<Option<IndexCache>>>,
    revision: u64,
    current: Arc<AtomicU64>,
    view: Option<Arc<TreeView>>,
}

/// What is done to know a tree as it is on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nothing: what is known holds.
    #[default]
    Done,
    /// Waits until nobody has edited it for a moment.
    Waiting,
    Going,
    /// It is read, and has to be read again after that.
    GoingAgain,
}

/// How much there is in a tree.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// The releases that it is taken for.
    pub era: Era,
    /// Its trace-events files.
    pub files: usize,
    /// The events that these declare.
    pub events: usize,
    /// Its sources that concern tracing.
    pub sources: usize,
}

impl TreeState {
    /// A tree of which nothing is read yet.
    pub fn new(root: &Path, named: &Path) -> TreeState {
        TreeState {
            root: root.into(),
            named: named.into(),
            folders: Vec::new(),
            reading: Reading::default(),
            is_waiting: false,
            is_shown_as_it_was: false,
            is_given_up: false,
            counts: None,
            base: None,
            settings: None,
            overlay: FxHashMap::default(),
            built: Arc::default(),
            revision: 0,
            current: Arc::default(),
            view: None,
        }
    }

    /// The path as shown of a file that the client names.
    pub fn shown(&self, path: &Path) -> Option<String> {
        let relative = path.strip_prefix(&self.named).or_else(|_| path.strip_prefix(&self.root)).ok()?;
        // With a `..` in it, it may be any file.
        let is_inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        let shown = relative.to_string_lossy();
        is_inside
            .then(|| if std::path::MAIN_SEPARATOR == '/' { shown.into() } else { shown.replace('\\', "/") })
    }

    /// True when the file of this path is open.
    pub fn is_open(&self, path: &str) -> bool {
        self.overlay.get(path).is_some_and(|entry| entry.buffer.is_some())
    }

    /// A file is no longer what it was when the tree was read.
    pub fn replace(&mut self, path: Arc<str>, entry: OverlayEntry, revision: u64) {
        self.touch(revision);
        self.overlay.insert(path, entry);
    }

    /// A document has changed that the index knows nothing of: what is known of the tree goes on to hold.
    pub fn add_outside(&mut self, path: Arc<str>, entry: OverlayEntry) {
        self.overlay.insert(path, entry);
        self.view = self.view.take().map(|view| Arc::new(view.with_overlay(self.overlay.clone())));
    }

    /// A file is open no more: what is on the disk counts again.
    pub fn close(&mut self, path: Arc<str>, revision: u64) {
        let is_outside = self.overlay.get(&path).is_some_and(|entry| entry.is_outside);
        self.replace(path, OverlayEntry { revision, buffer: None, is_outside }, revision);
    }

    /// What is known of the tree has changed: who sees it as it was sees it no more.
    pub fn touch(&mut self, revision: u64) {
        self.revision = revision;
        self.current.store(revision, Ordering::SeqCst);
        self.view = None;
    }

    /// True as long as nothing is known of it.
    pub fn is_new(&self) -> bool {
        self.base.is_none() && !self.is_given_up
    }

    /// True when it could not be read.
    pub fn is_given_up(&self) -> bool {
        self.is_given_up
    }

    /// How much there was in it when it was last read.
    pub fn counts(&self) -> Option<Counts> {
        self.counts
    }

    /// It can't be read: nobody waits for it any longer.
    pub fn give_up(&mut self) {
        self.is_given_up = true;
    }

    /// What there is to read it with.
    pub fn overlay(&self) -> Overlay {
        self.overlay.clone()
    }

    /// The newest revision that it had when it was last read.
    pub fn read_at(&self) -> Option<u64> {
        self.base.as_ref().map(|base| base.revision)
    }

    /// The newest revision of it.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes what was read of it.
    pub fn take(&mut self, base: DiskIndex, revision: u64, config: &Config) {
        // What changed on the disk before it was read is in it.
        self.overlay.retain(|_, entry| entry.buffer.is_some() || entry.revision > base.revision);
        let index = &base.index;
        let settings = config.settings(&index.facts.configs, index.facts.release.as_ref());
        self.counts = Some(Counts {
            era: settings.era,
            files: index.events.len(),
            events: index.events.iter().map(|file| file.events.len()).sum(),
            sources: index.sources.len(),
        });
        self.settings = Some(settings);
        self.base = Some(Arc::new(base));
        self.touch(revision);
    }

    /// The client has other settings.
    pub fn configure(&mut self, config: &Config) {
        let Some(base) = &self.base else { return };
        let settings = config.settings(&base.index.facts.configs, base.index.facts.release.as_ref());
        self.counts = self.counts.map(|counts| Counts { era: settings.era, ..counts });
        self.settings = Some(settings);
    }

    /// The tree as it is now; `None` before it is read.
    pub fn view(&mut self, features: &Arc<Features>) -> Option<Arc<TreeView>> {
        let (base, settings) = (self.base.as_ref()?, self.settings.as_ref()?);
        let view = self.view.get_or_insert_with(|| {
            Arc::new(TreeView::new(ViewInput {
                root: Arc::clone(&self.root),
                named: Arc::clone(&self.named),
                revision: self.revision,
                current: Arc::clone(&self.current),
                settings: settings.clone(),
                features: Arc::clone(features),
                folders: self.folders.iter().map(|(_, prefix)| prefix.clone()).collect(),
                base: Arc::clone(base),
                overlay: self.overlay.clone(),
                built: Arc::clone(&self.built),
            }))
        });
        Some(Arc::clone(view))
    }
}

/// The root as the client names it, from the name of a file and its path there.
pub fn named_root(path: &Path, shown: &str, root: &Path) -> PathBuf {
    let named = path.ancestors().nth(shown.split('/').count());
    let is_same =
        named.is_some_and(|named| path.strip_prefix(named).is_ok_and(|rest| rest == Path::new(shown)));
    named.filter(|_| is_same).unwrap_or(root).to_owned()
}
