//! What the main loop is told: each message of the client, in the order of the wire, and what the
//! workers report.

use crate::handlers::diagnostics::Pushed;
use crate::session::request::Request;
use crate::view::buffer::DocumentInfo;
use crate::view::features::Features;
use crate::view::tree::disk_index::DiskIndex;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use tower_lsp::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Uri,
};

pub enum Event {
    /// The client said what it can do.
    Initialize(Box<InitializeInfo>),
    /// The client is ready for requests.
    Initialized,
    /// A document was opened.
    Open(DidOpenTextDocumentParams),
    /// A document was edited.
    Change(DidChangeTextDocumentParams),
    /// A document was closed.
    Close(DidCloseTextDocumentParams),
    /// A document was saved.
    Saved,
    /// Files on disk changed.
    Watched(DidChangeWatchedFilesParams),
    /// More files on disk changed than are looked at one by one.
    ManyWatched,
    Ask(Request),
    /// Workspace folders were added and removed.
    Folders(DidChangeWorkspaceFoldersParams),
    /// The settings have changed, perhaps to these.
    Settings(DidChangeConfigurationParams),
    /// The client has told our settings.
    Configured(Value),
    /// A worker has found out where a document lies.
    Located {
        uri: Uri,
        info: Arc<DocumentInfo>,
    },
    /// A worker has found out where a workspace folder lies.
    FolderLocated(FolderLocated),
    /// A tree was read.
    Read(TreeRead),
    /// A worker saw that a tree must be read again to know what an edit means.
    Unsettled {
        /// The root of the tree.
        root: Arc<Path>,
        /// The revision that the tree had when it was last read, as far as the worker knew.
        read: u64,
    },
    /// A moment has passed.
    Quiet {
        /// The root of the tree that may be read now.
        root: PathBuf,
        /// The revision it had when the moment began.
        revision: u64,
    },
    /// A worker has looked for the findings of a document.
    Diagnosed(Diagnosed),
}

/// What the client says first.
pub struct InitializeInfo {
    pub features: Features,
    /// The folders that it shows.
    pub folders: Vec<Uri>,
    /// Our settings.
    pub options: Option<Value>,
}

/// Where a workspace folder lies.
pub struct FolderLocated {
    pub uri: Uri,
    /// The root of its tree, without links.
    pub root: PathBuf,
    /// The root as the client names it.
    pub named: PathBuf,
    /// Its path in the tree, which ends in `/` unless it is the root.
    pub prefix: String,
}

/// What was read of a tree.
pub struct TreeRead {
    pub root: Arc<Path>,
    /// What was read; nothing where it is there no more, and an error where reading failed.
    pub base: Result<Option<DiskIndex>, ()>,
}

/// What a worker found in a document.
pub struct Diagnosed {
    pub uri: Uri,
    /// The revision that was looked at.
    pub revision: u64,
    /// The findings; `None` when the worker failed.
    pub found: Option<Pushed>,
}

/// Sends the client's messages to the main loop.
#[derive(Clone)]
pub struct EventSender {
    sender: mpsc::Sender<Event>,
    count: Arc<AtomicU64>,
}

impl EventSender {
    /// A sender, and what the main loop receives from.
    pub fn new() -> (EventSender, mpsc::Receiver<Event>) {
        let (sender, receiver) = mpsc::channel();
        (EventSender { sender, count: Arc::default() }, receiver)
    }

    /// Sends; never waits.
    pub fn send(&self, event: Event) {
        self.count.fetch_add(1, Ordering::SeqCst);
        // Without a receiver the server is on its way out.
        let _ = self.sender.send(event);
    }

    /// How much was sent.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }

    /// The sender for what did not come from the client.
    pub fn internal(&self) -> mpsc::Sender<Event> {
        self.sender.clone()
    }
}
