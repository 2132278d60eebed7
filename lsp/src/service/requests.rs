//! From a request of tower-lsp's to one of the main loop's, and back to its answer. The table of them is in `backend`.

use crate::session::event::{Event, EventSender};
use crate::session::request::{Request, Seen, Subject};
use crate::view::snapshot::Snapshot;
use crate::view::workspace::Workspace;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::TextDocumentIdentifier;
use tower_lsp::ls_types::request::Request as Method;

/// `traceLint/debug/text`: the text of an open document as the server has it. For bug reports, and
/// for tests that hold the server's text against the client's.
pub enum TextRequest {}

impl Method for TextRequest {
    type Params = TextDocumentIdentifier;
    type Result = String;
    const METHOD: &'static str = "traceLint/debug/text";
}

/// Has the main loop find somebody who answers a request.
pub async fn ask<R: Method>(
    events: &EventSender,
    subject: Subject,
    params: R::Params,
    handler: impl FnOnce(Seen, R::Params) -> Result<R::Result> + Send + 'static,
) -> Result<R::Result>
where
    R::Params: Send + 'static,
    R::Result: Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let answers = move |seen: Seen| {
        // It is closed once the client has cancelled the request.
        if !reply.is_closed() {
            let _ = reply.send(handler(seen, params));
        }
    };
    events.send(Event::Ask(Request { subject, answer: Box::new(answers) }));
    // A worker that fails drops its end.
    answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
}

/// Answers by what a document says, unless it changes meanwhile.
pub fn document<P, R>(
    handler: fn(&Snapshot, P) -> Result<R>,
) -> impl FnOnce(Seen, P) -> Result<R> + Send + 'static
where
    P: 'static,
    R: 'static,
{
    move |seen, params| {
        let Seen::Document(snapshot) = seen else { return refused(seen) };
        if snapshot.is_stale() {
            return Err(Error::content_modified());
        }
        let answer = handler(snapshot, params);
        if snapshot.is_stale() { Err(Error::content_modified()) } else { answer }
    }
}

/// Answers by what is known of everything.
pub fn workspace<P, R>(
    handler: fn(&Workspace, P) -> Result<R>,
) -> impl FnOnce(Seen, P) -> Result<R> + Send + 'static
where
    P: 'static,
    R: 'static,
{
    move |seen, params| match seen {
        Seen::Workspace(workspace) => handler(workspace, params),
        _ => refused(seen),
    }
}

/// Answers by what a document says if it is open, else by what is known of everything.
pub fn file<P, R>(
    open: fn(&Snapshot, P) -> Result<R>,
    closed: fn(&Workspace, P) -> Result<R>,
) -> impl FnOnce(Seen, P) -> Result<R> + Send + 'static
where
    P: 'static,
    R: 'static,
{
    move |seen, params| match seen {
        Seen::Workspace(_) => workspace(closed)(seen, params),
        _ => document(open)(seen, params),
    }
}

fn refused<R>(seen: Seen) -> Result<R> {
    match seen {
        Seen::Nothing(error) => Err(error),
        Seen::Document(_) | Seen::Workspace(_) => Err(Error::internal_error()),
    }
}

/// The methods of tower-lsp's trait, from a table: the method and the protocol's request; where its parameters name a
/// document and what must be known of it, or `workspace`; and who answers.
macro_rules! requests {
    ($($method:ident: $request:ident, $([$($path:ident).+])? $(($uri:path))? $($word:ident)+
        => $($handler:path),+;)+) => {
        $(async fn $method(
            &self,
            params: <request::$request as request::Request>::Params,
        ) -> Result<<request::$request as request::Request>::Result> {
            let subject = requests!(@subject params, $([$($path).+])? $(($uri))? $($word)+);
            let answer = requests!(@answer $($word)+, $($handler),+);
            ask::<request::$request>(&self.events, subject, params, answer).await
        })+
    };
    (@subject $params:ident, workspace) => { Subject::Workspace };
    (@subject $params:ident, [$($path:ident).+] or file) => { Subject::File($params.$($path).+.uri.clone()) };
    (@subject $params:ident, [$($path:ident).+] $needs:ident) => {
        Subject::Document(Some($params.$($path).+.uri.clone()), Needs::$needs)
    };
    (@subject $params:ident, ($uri:path) $needs:ident) => { Subject::Document($uri(&$params), Needs::$needs) };
    (@answer workspace, $handler:path) => { super::requests::workspace($handler) };
    (@answer or file, $open:path, $closed:path) => { super::requests::file($open, $closed) };
    (@answer $needs:ident, $handler:path) => { document($handler) };
}
pub(super) use requests;
