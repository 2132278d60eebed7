//! Everything the server knows, owned by the main loop alone. Edits happen here at once; whoever
//! reads is given a snapshot and a worker.

use crate::capabilities::{Features, watches};
use crate::document::edit;
use crate::event::{Call, Diagnosed, Event};
use crate::handlers;
use crate::lifecycle::watch_parent;
use crate::outbox::Outbox;
use crate::pool::Pool;
use crate::proto::from;
use crate::snapshot::{About, Snapshot};
use ropey::Rope;
use rustc_hash::FxHashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::Request as Method;
use tower_lsp::ls_types::*;

/// Everything the server knows.
pub struct State {
    features: Arc<Features>,
    documents: FxHashMap<Uri, Open>,
    /// The newest revision of any document.
    revision: u64,
    outbox: Outbox,
    events: mpsc::Sender<Event>,
    workers: Pool,
    /// Separate from the workers, so that no request waits for findings nobody asked for.
    diagnosers: Pool,
    /// Called when the process that started us is gone.
    orphaned: Option<Box<dyn FnOnce() + Send>>,
}

/// An open document.
struct Open {
    version: i32,
    text: Rope,
    about: Arc<About>,
    current: Arc<AtomicU64>,
    /// What readers are given until the next edit.
    snapshot: Option<Arc<Snapshot>>,
    /// True when its findings are not those of its text.
    is_dirty: bool,
    /// True while a worker looks for them.
    is_diagnosed: bool,
}

impl State {
    /// A server that knows nothing yet.
    pub fn new(
        outbox: Outbox,
        events: mpsc::Sender<Event>,
        orphaned: impl FnOnce() + Send + 'static,
    ) -> State {
        let threads = std::thread::available_parallelism().map_or(4, |cores| cores.get().clamp(4, 8));
        State {
            features: Arc::default(),
            documents: FxHashMap::default(),
            revision: 0,
            outbox,
            events,
            workers: Pool::new("worker", threads),
            diagnosers: Pool::new("diagnoser", 2),
            orphaned: Some(Box::new(orphaned)),
        }
    }

    /// Learns what the client can.
    pub fn initialize(&mut self, features: Features) {
        if let (Some(parent), Some(orphaned)) = (features.parent, self.orphaned.take()) {
            watch_parent(parent, orphaned);
        }
        self.features = Arc::new(features);
    }

    /// Asks the client for what we need of it.
    pub fn initialized(&self) {
        if self.features.watches_files {
            self.outbox.register(watches());
        }
    }

    /// Begins to keep a document.
    pub fn open(&mut self, document: TextDocumentItem) {
        let TextDocumentItem { uri, language_id, version, text } = document;
        let path = from::path(&uri);
        let about = About::new(from::is_trace_events(&language_id, &uri, path.as_deref()), path);
        let open = Open {
            version,
            text: Rope::from_str(&text),
            about: Arc::new(about),
            current: Arc::default(),
            snapshot: None,
            is_dirty: false,
            is_diagnosed: false,
        };
        if let Some(old) = self.documents.insert(uri.clone(), open) {
            old.current.store(u64::MAX, Ordering::SeqCst);
            self.problem(format!("{} was opened twice", uri.as_str()));
        }
        self.touch(&uri);
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
            edit(&mut open.text, change.range.map(from::points), &change.text, self.features.encoding);
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
        if open.about.is_trace_events && !self.features.pulls_diagnostics {
            self.outbox.diagnostics(uri, Vec::new(), None);
        }
    }

    /// Files on disk changed from which the release and the groups of a tree are read.
    pub fn reread(&mut self) {
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in uris {
            if let Some(open) = self.documents.get_mut(&uri) {
                let About { is_trace_events, path, .. } = &*open.about;
                open.about = Arc::new(About::new(*is_trace_events, path.clone()));
            }
            self.touch(&uri);
        }
        if self.features.refreshes_diagnostics {
            self.outbox.refresh_diagnostics();
        }
    }

    /// A document has changed: what was found out about it, or is about to be, holds no more.
    fn touch(&mut self, uri: &Uri) {
        self.revision += 1;
        if let Some(open) = self.documents.get_mut(uri) {
            open.current.store(self.revision, Ordering::SeqCst);
            open.snapshot = None;
            open.is_dirty = open.about.is_trace_events;
        }
    }

    /// The document as it is now.
    fn snapshot(&mut self, uri: &Uri) -> Option<Arc<Snapshot>> {
        let open = self.documents.get_mut(uri)?;
        let snapshot = open.snapshot.get_or_insert_with(|| {
            Arc::new(Snapshot::new(
                uri.clone(),
                open.version,
                open.current.load(Ordering::SeqCst),
                open.text.clone(),
                Arc::clone(&self.features),
                Arc::clone(&open.about),
                Arc::clone(&open.current),
            ))
        });
        Some(Arc::clone(snapshot))
    }

    /// Has a worker answer a request about a document.
    pub fn answer<R: Method>(
        &mut self,
        Call { params, reply }: Call<R>,
        document: impl FnOnce(&R::Params) -> Option<Uri>,
        handler: fn(&Snapshot, R::Params) -> Result<R::Result>,
    ) where
        R::Params: Send + 'static,
        R::Result: Send + 'static,
    {
        let Some(snapshot) = document(&params).and_then(|uri| self.snapshot(&uri)) else {
            // Whoever cancelled the request does not listen; here and below.
            let _ = reply.send(Err(Error::invalid_params("the document is not open")));
            return;
        };
        self.workers.run(move || {
            let stale = || Err(Error::content_modified());
            if reply.is_closed() {
                return;
            }
            let answer = if snapshot.is_stale() { stale() } else { handler(&snapshot, params) };
            let _ = reply.send(if snapshot.is_stale() { stale() } else { answer });
        });
    }

    /// Has workers look for the findings of the documents that changed, each by one at a time.
    pub fn diagnose(&mut self) {
        if self.features.pulls_diagnostics {
            return;
        }
        let is_due = |open: &Open| open.is_dirty && !open.is_diagnosed;
        let due: Vec<Uri> =
            self.documents.iter().filter(|(_, open)| is_due(open)).map(|(uri, _)| uri.clone()).collect();
        for uri in due {
            let Some(snapshot) = self.snapshot(&uri) else { continue };
            if let Some(open) = self.documents.get_mut(&uri) {
                open.is_dirty = false;
                open.is_diagnosed = true;
            }
            let (events, outbox) = (self.events.clone(), self.outbox.clone());
            self.diagnosers.run(move || {
                let look = AssertUnwindSafe(|| handlers::diagnostics::push(&snapshot, &outbox));
                let findings = catch_unwind(look).ok().flatten();
                // Without a main loop nobody waits for them.
                let _ =
                    events.send(Event::Diagnosed(Diagnosed { uri, revision: snapshot.revision, findings }));
            });
        }
    }

    /// Shows what a worker has found, unless the document has changed since.
    pub fn diagnosed(&mut self, Diagnosed { uri, revision, findings }: Diagnosed) {
        let Some(open) = self.documents.get_mut(&uri) else { return };
        open.is_diagnosed = false;
        if let Some(findings) = findings
            && open.current.load(Ordering::SeqCst) == revision
        {
            self.outbox.diagnostics(uri, findings, Some(open.version));
        }
    }

    fn problem(&self, message: String) {
        self.outbox.log(MessageType::WARNING, message);
    }
}
