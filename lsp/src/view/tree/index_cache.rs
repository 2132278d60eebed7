//! The index of a tree after some of its files have changed: from the newest index that was built,
//! each file that has changed since replaces the one of its path.

use super::disk_index::DiskIndex;
use super::overlay::{Overlay, OverlayEntry};
use crate::view::buffer::Buffer;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::Arc;
use trace_lint::event_list::{EventList, is_list_name};
use trace_lint::file::File;
use trace_lint::files::disk::{LARGEST_TEXT, read_within};
use trace_lint::index::{Index, SourceFile};
use trace_lint::script::{self, ScriptFile, is_script};
use trace_lint::source::{Kind, Language, includes, is_of_interest, language, scan};
use trace_lint::systemtap::{self, TapFile, is_tap_script};

/// An index that was built.
pub struct IndexCache {
    /// The base it was built on.
    pub base: Arc<DiskIndex>,
    /// The revision of the tree it was built for.
    pub revision: u64,
    /// The revisions of the files that are in it.
    pub applied: FxHashMap<Arc<str>, u64>,
    pub index: Arc<Index>,
    /// True unless the whole tree must be read again to know what a change means.
    pub is_settled: bool,
}

impl IndexCache {
    /// The index of a tree as it was read.
    pub fn new(base: &Arc<DiskIndex>) -> IndexCache {
        IndexCache {
            base: Arc::clone(base),
            revision: base.revision,
            applied: base.applied.clone(),
            index: Arc::clone(&base.index),
            is_settled: true,
        }
    }

    /// Puts the files in it that have changed.
    pub fn update(&mut self, root: &Path, overlay: &Overlay, revision: u64) {
        for (path, entry) in overlay {
            if self.applied.get(path) != Some(&entry.revision) {
                self.apply(root, path, entry);
                self.applied.insert(path.clone(), entry.revision);
            }
        }
        self.revision = revision;
    }

    fn apply(&mut self, root: &Path, path: &Arc<str>, entry: &OverlayEntry) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let buffer = entry.buffer.as_deref();
        let was_read = || self.base.index.lists.iter().any(|list| list.path == *path);
        if let Some(list) = buffer.and_then(Buffer::list) {
            self.index = Arc::new(self.index.with_list(Arc::clone(list)));
        } else if entry.is_outside && !was_read() {
            self.index = Arc::new(self.index.without(path));
        } else if name == "trace-events" {
            let file = match buffer {
                Some(buffer) => buffer.file().cloned(),
                None => read(root, Path::new(&**path)).map(|text| Arc::new(File::new(path.clone(), text))),
            };
            let known = self.index.find_events(path).is_some();
            self.is_settled &= file.is_some() == known;
            match file {
                Some(file) => self.index = Arc::new(self.index.with_events(file)),
                None if known => self.index = Arc::new(self.index.without(path)),
                None => {}
            }
        } else if is_list_name(name) || was_read() {
            self.index = Arc::new(match read(root, Path::new(&**path)).filter(|_| buffer.is_none()) {
                Some(text) => self.index.with_list(Arc::new(EventList::new(path.clone(), text))),
                None => self.index.without(path),
            });
        } else if is_script(name) || is_tap_script(name) || language(name.as_bytes()).is_some() {
            let disk;
            let text = match buffer {
                Some(buffer) => buffer.document().map(|document| &*document.text),
                None => {
                    disk = read(root, Path::new(&**path));
                    disk.as_deref()
                }
            };
            match language(name.as_bytes()) {
                Some(language) => self.source(path, text, language),
                None => self.script(path, text),
            }
        } else {
            // VERSION or meson.build.
            self.is_settled = false;
        }
    }

    /// Puts a script in place of the one of its path, if it speaks of events.
    fn script(&mut self, path: &Arc<str>, text: Option<&[u8]>) {
        let is_known = self.index.find_script(path).is_some() || self.index.find_tap(path).is_some();
        let path = Arc::clone(path);
        let index = match is_tap_script(&path) {
            true => text
                .and_then(systemtap::read)
                .map(|script| self.index.with_tap(Arc::new(TapFile { path: path.clone(), script }))),
            false => text
                .and_then(script::read)
                .map(|script| self.index.with_script(Arc::new(ScriptFile { path: path.clone(), script }))),
        };
        if let Some(index) = index.or_else(|| is_known.then(|| self.index.without(&path))) {
            self.index = Arc::new(index);
        }
    }

    fn source(&mut self, path: &Arc<str>, text: Option<&[u8]>, language: Language) {
        let before = self.index.find_source(path).map(|source| Arc::clone(&self.index.sources[source]));
        let tree = &self.index.tree;
        self.is_settled &= text.is_some() == tree.paths.contains(path);
        if let (Some(text), Some(known)) = (text, tree.includes.headers.get(path)) {
            self.is_settled &= includes(text) == *known;
        }
        let Some(text) = text.filter(|text| is_of_interest(path, text) || self.pastes(text)) else {
            if before.is_some() {
                self.index = Arc::new(self.index.without(path));
            }
            return;
        };
        let macros = if language == Language::C && self.pastes(text) { &*self.base.macros } else { &[] };
        let file = Arc::new(SourceFile { path: path.clone(), source: scan(text, language, macros) });
        let is_same = before.as_ref().is_some_and(|before| {
            before.source.includes == file.source.includes && before.source.pasting == file.source.pasting
        });
        self.index = Arc::new(self.index.with_source(file));
        self.is_settled &= is_same && self.is_explained(path);
    }

    fn pastes(&self, text: &[u8]) -> bool {
        let holds = |name: &str| text.windows(name.len()).any(|window| window == name.as_bytes());
        self.base.macros.iter().any(|known| holds(&known.name))
    }

    /// True when what is known of headers explains all that a source calls.
    fn is_explained(&self, path: &str) -> bool {
        let Some(source) = self.index.find_source(path) else { return true };
        let seen = self.index.groups_seen(source);
        let may_expand = |kind: &Kind| match kind {
            Kind::Call(call) => call.arguments.iter().any(|argument| !argument.may_expand.is_empty()),
            _ => false,
        };
        let version = self.index.tree.version.unwrap_or(trace_lint::version::Version::NEWEST);
        seen.unread.is_empty()
            && self.index.sources[source].source.references.iter().all(|reference| {
                let is_counted =
                    !may_expand(&reference.kind) || self.index.miscount(source, reference, version).is_none();
                is_counted && self.index.is_seen(reference, seen)
            })
    }
}

/// The bytes of a file of a tree; `None` where it can't be read, leads out of the tree or is too large.
pub fn read(root: &Path, path: &Path) -> Option<Vec<u8>> {
    read_within(root, path, LARGEST_TEXT).ok()
}
