//! Everything the server knows, owned by the main loop alone. Edits happen here at once; whoever
//! reads is given a snapshot and a worker.

mod answers;
mod findings;
mod folders;
mod held;
mod open;
mod places;
mod reading;
mod status;

use crate::client::outbox::Outbox;
use crate::client::registrations::registrations;
use crate::client::status::Status;
use crate::document::edit;
use crate::proto::position;
use crate::session::event::{Event, InitializeInfo};
use crate::session::pool::Pool;
use crate::session::tree_state::TreeState;
use crate::view::buffer::{Buffer, DocumentInfo};
use crate::view::config::Config;
use crate::view::features::Features;
use crate::view::kind;
use crate::view::snapshot::Snapshot;
use crate::view::uri;
use held::HeldRequest;
use open::OpenDocument;
use ropey::Rope;
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use tower_lsp::ls_types::*;

/// Everything the server knows.
pub struct State {
    features: Arc<Features>,
    config: Arc<Config>,
    documents: FxHashMap<Uri, OpenDocument>,
    /// By their roots, without links.
    trees: FxHashMap<PathBuf, TreeState>,
    folders: Vec<Uri>,
    /// Requests that wait until more is known.
    held: Vec<HeldRequest>,
    /// The newest revision of anything.
    revision: u64,
    /// What the client knows of the trees.
    status: Option<Status>,
    outbox: Outbox,
    events: mpsc::Sender<Event>,
    workers: Pool,
    /// Separate from the workers, so that no request waits for findings nobody asked for.
    diagnosers: Pool,
    /// Called with the process that started us, once the client has named it.
    watch_parent: Option<Box<dyn FnOnce(u32) + Send>>,
}

impl State {
    /// A server that knows nothing yet.
    pub fn new(
        outbox: Outbox,
        events: mpsc::Sender<Event>,
        watch_parent: impl FnOnce(u32) + Send + 'static,
    ) -> State {
        let threads = std::thread::available_parallelism().map_or(4, |cores| cores.get().clamp(4, 8));
        State {
            features: Arc::default(),
            config: Arc::default(),
            documents: FxHashMap::default(),
            trees: FxHashMap::default(),
            folders: Vec::new(),
            held: Vec::new(),
            revision: 0,
            status: None,
            outbox,
            events,
            workers: Pool::new("worker", threads),
            diagnosers: Pool::new("diagnoser", 2),
            watch_parent: Some(Box::new(watch_parent)),
        }
    }

    /// Learns what the client can.
    pub fn initialize(&mut self, InitializeInfo { features, folders, options }: InitializeInfo) {
        if let (Some(parent), Some(watch_parent)) = (features.parent, self.watch_parent.take()) {
            watch_parent(parent);
        }
        self.features = Arc::new(features);
        self.folders = folders;
        if let Some(options) = options {
            self.configure(&options);
        }
    }

    /// Asks the client for what we need of it.
    pub fn initialized(&mut self) {
        let registrations = registrations(&self.features);
        if !registrations.is_empty() {
            self.outbox.register(registrations);
        }
        if self.features.configuration {
            self.ask_configuration();
        }
        for folder in self.folders.clone() {
            self.locate_folder(folder);
        }
    }

    /// Begins to keep a document.
    pub fn open(&mut self, document: TextDocumentItem) {
        let TextDocumentItem { uri, language_id, version, text } = document;
        let path = uri::to_path(&uri);
        let text = Rope::from_str(&text);
        let kind = kind::kind(&language_id, &uri, &text, false);
        let info = Arc::new(DocumentInfo::new(language_id, path));
        self.revision += 1;
        let current = Arc::new(AtomicU64::new(self.revision));
        let (features, place) = (Arc::clone(&self.features), Arc::clone(&info));
        let buffer =
            Buffer::new(uri.clone(), version, kind, text.clone(), features, place, Arc::clone(&current));
        let open = OpenDocument {
            version,
            text,
            info: Arc::clone(&info),
            is_configured: false,
            current,
            buffer: Arc::new(buffer),
            place: None,
            is_located: false,
            locating: Some(Arc::clone(&info)),
            snapshot: None,
            is_dirty: false,
            is_diagnosed: false,
            shown: None,
        };
        if let Some(old) = self.documents.insert(uri.clone(), open) {
            old.current.store(u64::MAX, Ordering::SeqCst);
            self.detach(old.place);
            self.problem(format!("{} was opened twice", uri.as_str()));
        }
        self.locate(uri, info);
    }

    /// Edits a document.
    pub fn change(
        &mut self,
        document: &VersionedTextDocumentIdentifier,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let VersionedTextDocumentIdentifier { uri, version } = document;
        let Some(open) = self.documents.get_mut(uri) else {
            self.problem(format!("{} was edited and is not open: the edit is ignored", uri.as_str()));
            return;
        };
        let before = std::mem::replace(&mut open.version, *version);
        for change in changes {
            edit(&mut open.text, change.range.map(position::points), &change.text, self.features.encoding);
        }
        if *version <= before {
            self.problem(format!("{}: version {version} follows version {before}", uri.as_str()));
        }
        self.touch(uri);
    }

    /// Forgets a document.
    pub fn close(&mut self, uri: Uri) {
        let Some(open) = self.documents.remove(&uri) else {
            self.problem(format!("{} was closed and is not open", uri.as_str()));
            return;
        };
        open.current.store(u64::MAX, Ordering::SeqCst);
        self.detach(open.place);
        if open.shown.is_some() {
            self.outbox.diagnostics(uri, Vec::new(), None);
        }
        self.release();
    }

    /// A document has changed: what was found out about it, or is about to be, holds no more.
    fn touch(&mut self, uri: &Uri) {
        self.revision += 1;
        if let Some(open) = self.documents.get(uri) {
            open.current.store(self.revision, Ordering::SeqCst);
        }
        self.rebuild(uri);
    }

    /// A file of a tree has changed, and with it perhaps the findings in its other files.
    fn disturb(&mut self, root: &PathBuf) {
        for open in self.documents.values_mut() {
            if open.place.as_ref().is_some_and(|(other, _)| other == root) {
                open.snapshot = None;
                open.is_dirty = true;
            }
        }
    }

    /// The document as it is now.
    fn snapshot(&mut self, uri: &Uri) -> Option<Arc<Snapshot>> {
        let open = self.documents.get_mut(uri)?;
        if open.snapshot.is_none() {
            let tree = open.place.as_ref().and_then(|(root, _)| self.trees.get_mut(root));
            let view = tree.and_then(|tree| tree.view(&self.features));
            let snapshot = Snapshot::new(Arc::clone(&open.buffer), view, Arc::clone(&self.config));
            open.snapshot = Some(Arc::new(snapshot));
        }
        open.snapshot.clone()
    }

    fn problem(&self, message: String) {
        self.outbox.log(MessageType::WARNING, message);
    }
}
