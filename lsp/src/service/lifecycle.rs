//! The life of the server: which requests may be answered when, and how the process ends. Here is
//! mended what tower-lsp leaves open: unknown `$/` requests, unknown methods before `initialize` and
//! after `shutdown`, notifications that nobody takes, a dead editor.

use super::raw_capabilities::RawCapabilities;
use crate::client::outbox::Outbox;
use crate::session::event::EventSender;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::ls_types::MessageType;
use tower_service::Service;

/// Where in its life the server is.
#[derive(Clone, Debug, Default)]
pub struct Phase(Arc<AtomicU8>);

const RUNNING: u8 = 1;
const SHUT_DOWN: u8 = 2;

impl Phase {
    /// `initialize` was answered.
    pub fn run(&self) {
        self.0.store(RUNNING, Ordering::SeqCst);
    }

    /// True once `shutdown` was asked for.
    pub fn is_shut_down(&self) -> bool {
        self.0.load(Ordering::SeqCst) == SHUT_DOWN
    }

    fn shut_down(&self) {
        self.0.store(SHUT_DOWN, Ordering::SeqCst);
    }

    fn is_running(&self) -> bool {
        self.0.load(Ordering::SeqCst) == RUNNING
    }
}

/// Answers what the life of the server forbids, and hands on the rest.
pub struct Lifecycle<S> {
    /// The service that answers the rest. It begins each call before it returns.
    pub inner: S,
    /// Where in its life the server is.
    pub phase: Phase,
    /// Where the capabilities of the client are kept.
    pub capabilities: RawCapabilities,
    /// What the handlers send to, to see which messages reach none.
    pub events: EventSender,
    /// Where problems are told.
    pub outbox: Outbox,
}

type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

impl<S> Service<Request> for Lifecycle<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError, Future = Answer>,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match request.id().cloned() {
            Some(id) => self.request(id, request),
            None => self.notification(request),
        }
    }
}

impl<S> Lifecycle<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError, Future = Answer>,
{
    fn request(&mut self, id: Id, request: Request) -> Answer {
        let method = request.method();
        if method.starts_with("$/") {
            return refuse(id, Error { data: Some(method.into()), ..Error::method_not_found() });
        }
        if self.phase.is_shut_down() {
            return refuse(id, Error::invalid_request());
        }
        if !self.phase.is_running() && method != "initialize" {
            let code = ErrorCode::ServerError(-32002);
            return refuse(id, Error { code, message: "Server not initialized".into(), data: None });
        }
        if method == "initialize" {
            self.capabilities.keep(request.params());
        }
        if method == "shutdown" {
            self.phase.shut_down();
            // Some clients send parameters, which tower-lsp would refuse.
            return self.inner.call(Request::build("shutdown").id(id).finish());
        }
        self.inner.call(request)
    }

    /// A notification that no handler takes is told of, in the client's log when it is an edit: the
    /// texts are no longer the same then.
    fn notification(&mut self, request: Request) -> Answer {
        let method = request.method().to_owned();
        let before = self.events.count();
        let answer = self.inner.call(request);
        if self.events.count() == before && method != "exit" {
            let is_edit = matches!(
                &*method,
                "textDocument/didOpen" | "textDocument/didChange" | "textDocument/didClose"
            );
            if self.phase.is_running() && is_edit {
                let message = format!("`{method}` was ignored: its parameters are malformed");
                self.outbox.log(MessageType::ERROR, message);
            } else {
                tracing::info!("the notification `{method}` was ignored");
            }
        }
        answer
    }
}

fn refuse(id: Id, error: Error) -> Answer {
    Box::pin(ready(Ok(Some(Response::from_error(id, error)))))
}
