//! What the server says of itself, in the order in which it is said. One task sends it; nothing here
//! waits, and a request to the client that stays without an answer holds up nothing.

use super::status::{Status, StatusNotification};
use crate::proto::newest::{ContentParams, ContentRefresh};
use crate::view::config::SECTION;
use serde_json::Value;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// How long the client may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Takes messages to the client.
#[derive(Clone)]
pub struct Outbox {
    messages: UnboundedSender<Message>,
    /// The number of the next progress.
    next: Arc<AtomicU64>,
}

enum Message {
    Diagnostics {
        uri: Uri,
        diagnostics: Vec<Diagnostic>,
        version: Option<i32>,
    },
    Log(MessageType, String),
    Status(Status),
    Register(Vec<Registration>, Box<dyn FnOnce(bool) + Send>),
    Unregister(Vec<Unregistration>),
    Configuration(Box<dyn FnOnce(Value) + Send>),
    Refresh(Refreshed),
    /// Shows a document.
    Show(Uri),
    Progress {
        token: ProgressToken,
        title: String,
        steps: UnboundedReceiver<Step>,
    },
}

/// What a client shows and can be told to ask for again.
#[derive(Clone, Debug)]
pub enum Refreshed {
    Diagnostics,
    /// Code lenses.
    Lenses,
    /// Inlay hints.
    Hints,
    /// A document that we make.
    Content(Uri),
}

struct Step {
    message: String,
    percentage: u32,
}

/// Work that the client shows while it goes on. It ends when this is dropped.
pub struct Progress(Option<UnboundedSender<Step>>);

impl Outbox {
    /// An outbox, and what [`deliver`] takes from.
    pub fn new() -> (Outbox, Messages) {
        let (messages, receiver) = unbounded_channel();
        (Outbox { messages, next: Arc::default() }, Messages(receiver))
    }

    fn send(&self, message: Message) {
        // Without a receiver the server is on its way out.
        let _ = self.messages.send(message);
    }

    /// Replaces what the client shows for a document.
    pub fn diagnostics(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.send(Message::Diagnostics { uri, diagnostics, version });
    }

    /// Tells of a problem, here and in the client's log.
    pub fn log(&self, kind: MessageType, message: impl Into<String>) {
        let message = message.into();
        match kind {
            MessageType::ERROR => tracing::error!("{message}"),
            MessageType::WARNING => tracing::warn!("{message}"),
            _ => tracing::info!("{message}"),
        }
        self.send(Message::Log(kind, message));
    }

    /// Tells what is known of the trees.
    pub fn status(&self, status: Status) {
        self.send(Message::Status(status));
    }

    /// Asks the client for something more than it has promised. `answered` learns whether it agrees.
    pub fn register(&self, registrations: Vec<Registration>, answered: impl FnOnce(bool) + Send + 'static) {
        self.send(Message::Register(registrations, Box::new(answered)));
    }

    /// The client need not do any longer what it was asked for.
    pub fn unregister(&self, registrations: Vec<Unregistration>) {
        self.send(Message::Unregister(registrations));
    }

    /// Asks the client for our settings, to be taken by `take`.
    pub fn configuration(&self, take: impl FnOnce(Value) + Send + 'static) {
        self.send(Message::Configuration(Box::new(take)));
    }

    /// Asks the client to ask again for something that it shows.
    pub fn refresh(&self, what: Refreshed) {
        self.send(Message::Refresh(what));
    }

    /// Asks the client to show a document.
    pub fn show(&self, uri: Uri) {
        self.send(Message::Show(uri));
    }

    /// Begins work that the client shows under a title, if it can.
    pub fn progress(&self, is_shown: bool, title: &str) -> Progress {
        if !is_shown {
            return Progress(None);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let token = ProgressToken::String(format!("trace-lint/{number}"));
        let (sender, steps) = unbounded_channel();
        self.send(Message::Progress { token, title: title.to_owned(), steps });
        Progress(Some(sender))
    }
}

impl Progress {
    /// True when the client can be told.
    pub fn is_shown(&self) -> bool {
        self.0.is_some()
    }

    /// Tells how far the work is, in percent.
    pub fn report(&self, message: &str, percentage: u32) {
        if let Some(steps) = &self.0 {
            // The client may have refused to show it.
            let _ = steps.send(Step { message: message.to_owned(), percentage });
        }
    }
}

pub struct Messages(UnboundedReceiver<Message>);

/// Sends what lies in an outbox, for ever.
pub async fn deliver(client: Client, mut messages: Messages) {
    while let Some(message) = messages.0.recv().await {
        match message {
            Message::Diagnostics { uri, diagnostics, version } => {
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
            Message::Log(kind, message) => client.log_message(kind, message).await,
            Message::Status(status) => client.send_notification::<StatusNotification>(status).await,
            Message::Register(registrations, answered) => {
                let client = client.clone();
                ask("client/registerCapability", async move {
                    let answer = client.register_capability(registrations).await;
                    answered(answer.is_ok());
                    answer
                });
            }
            Message::Unregister(registrations) => {
                let client = client.clone();
                ask("client/unregisterCapability", async move {
                    client.unregister_capability(registrations).await
                });
            }
            Message::Configuration(take) => {
                let client = client.clone();
                ask("workspace/configuration", async move {
                    let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.into()) };
                    if let Some(settings) = client.configuration(vec![item]).await?.into_iter().next() {
                        take(settings);
                    }
                    Ok(())
                });
            }
            Message::Refresh(what) => {
                let client = client.clone();
                ask("a refresh", async move {
                    match what {
                        Refreshed::Diagnostics => client.workspace_diagnostic_refresh().await,
                        Refreshed::Lenses => client.code_lens_refresh().await,
                        Refreshed::Hints => client.inlay_hint_refresh().await,
                        Refreshed::Content(uri) => {
                            client.send_request::<ContentRefresh>(ContentParams { uri }).await
                        }
                    }
                });
            }
            Message::Show(uri) => {
                let client = client.clone();
                ask("window/showDocument", async move {
                    let params =
                        ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: None };
                    client.show_document(params).await.map(drop)
                });
            }
            Message::Progress { token, title, steps } => {
                tokio::spawn(show(client.clone(), token, title, steps));
            }
        }
    }
}

/// Asks the client, and does not wait here for its answer.
fn ask(method: &'static str, request: impl Future<Output = Result<()>> + Send + 'static) {
    tokio::spawn(async move {
        match timeout(PATIENCE, request).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!("{method}: {error}"),
            Err(_) => tracing::warn!("{method}: the client did not answer"),
        }
    });
}

async fn show(client: Client, token: ProgressToken, title: String, mut steps: UnboundedReceiver<Step>) {
    let created = timeout(PATIENCE, client.create_work_done_progress(token.clone())).await;
    if !matches!(created, Ok(Ok(()))) {
        return;
    }
    let progress = client.progress(token, title).with_percentage(0).begin().await;
    while let Some(Step { message, percentage }) = steps.recv().await {
        progress.report_with_message(message, percentage).await;
    }
    progress.finish().await;
}
