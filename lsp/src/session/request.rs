//! What the client asks, on its way to a worker: what it is about, what must be known of that, and the function that
//! answers. Which requests there are is the table in `service`.

use crate::view::snapshot::Snapshot;
use crate::view::workspace::Workspace;
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::Uri;

pub struct Request {
    pub subject: Subject,
    /// Called once, by a worker, or at once where there is nothing to read.
    pub answer: Answer,
}

pub type Answer = Box<dyn FnOnce(Seen) + Send>;

/// What a request is about.
pub enum Subject {
    /// A document, which has to be open.
    Document(Option<Uri>, Needs),
    /// A document if it is open, else a file that need not be.
    File(Uri),
    /// A document that we make of what is known of everything.
    Content(Uri),
    /// Everything.
    Workspace,
}

/// What must be known before a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The document, and the tree if that is read.
    Document,
    /// The document and its tree: the request waits until that is read.
    Tree,
}

/// What whoever answers is given.
pub enum Seen<'a> {
    Document(&'a Snapshot),
    Workspace(&'a Workspace),
    /// It can't be answered.
    Nothing(Error),
}
