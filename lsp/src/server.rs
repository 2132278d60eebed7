//! Puts the server together, runs it, and ends it.

use crate::client::outbox::{Outbox, deliver};
use crate::proto::newest::{RangesFormatting, TextDocumentContent};
use crate::service::backend::Backend;
use crate::service::lifecycle::{Lifecycle, Phase};
use crate::service::raw_capabilities::RawCapabilities;
use crate::service::requests::TextRequest;
use crate::service::wire_order::WireOrder;
use crate::session::event::EventSender;
use crate::session::main_loop;
use crate::session::state::State;
use crate::wire::burst::ManyFilesChanged;
use crate::wire::parent::watch_parent;
use crate::wire::transport;
use std::io::{self, Read, Write};
use std::thread;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types::MessageType;
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::request::Request;
use tower_lsp::{LspService, Server};

/// How long requests may go on once the input has ended.
const GRACE: Duration = Duration::from_secs(1);
/// How long the client may take to read our last words.
const FLUSH: Duration = Duration::from_secs(1);

/// What ends the server, besides `exit`.
enum End {
    /// The input has ended: what was asked is still answered.
    Input,
    /// Nobody is there any more.
    Alone,
}

/// Serves a client until it leaves; true when it has said `shutdown` before. `parent` is the process
/// that started us, where the command line names it.
///
/// # Errors
/// When the system gives no timer.
pub fn run(
    source: impl Read + Send + 'static,
    sink: impl Write + Send + 'static,
    parent: Option<u32>,
) -> io::Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let (ends, ended) = unbounded_channel();
    let (outbox, messages) = Outbox::new();
    let (events, receiver) = EventSender::new();
    let phase = Phase::default();

    let (output, written) = transport::output(sink, alone(&ends));
    let problems = outbox.clone();
    let input_ended = ends.clone();
    let input = transport::input(
        source,
        output.clone(),
        move |problem| problems.log(MessageType::ERROR, problem),
        // Without a receiver the server has ended already; here and below.
        move || drop(input_ended.send(End::Input)),
    );
    if let Some(parent) = parent {
        watch_parent(parent, alone(&ends));
    }
    let orphaned = alone(&ends);
    let watch = move |parent| watch_parent(parent, orphaned);
    let state = State::new(outbox.clone(), events.internal(), watch);
    let main_loop_ended = alone(&ends);
    thread::Builder::new().name("main-loop".into()).spawn(move || {
        let _ended = OnDrop(Some(main_loop_ended));
        main_loop::run(&receiver, state);
    })?;

    let finished = output.clone();
    let phase_at_end = phase.clone();
    let capabilities = RawCapabilities::default();
    let backend =
        Backend { events: events.clone(), phase: phase.clone(), capabilities: capabilities.clone() };
    runtime.block_on(async move {
        let (service, socket) = LspService::build(|client| {
            tokio::spawn(deliver(client, messages));
            backend
        })
        .custom_method(TextRequest::METHOD, Backend::text)
        .custom_method(RangesFormatting::METHOD, Backend::ranges_formatting)
        .custom_method(TextDocumentContent::METHOD, Backend::content)
        .custom_method(ManyFilesChanged::METHOD, Backend::many_files_changed)
        .finish();
        let service = Lifecycle { inner: WireOrder(service), phase, capabilities, events, outbox };
        // No limit: a request waits in the queue of the workers, not before our eyes.
        let server = Server::new(input, output, socket).concurrency_level(usize::MAX);
        tokio::select! {
            () = server.serve(service) => {}
            () = wait_for_end(ended) => {}
        }
    });
    runtime.shutdown_background();
    finished.finish();
    written.wait(FLUSH);
    Ok(phase_at_end.is_shut_down())
}

async fn wait_for_end(mut ended: UnboundedReceiver<End>) {
    if let Some(End::Input) = ended.recv().await {
        let _ = tokio::time::timeout(GRACE, ended.recv()).await;
    }
}

fn alone(ends: &UnboundedSender<End>) -> impl FnOnce() + Send + 'static {
    let ends = ends.clone();
    move || drop(ends.send(End::Alone))
}

/// Calls a function when it is dropped, after a panic too.
struct OnDrop<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        if let Some(function) = self.0.take() {
            function();
        }
    }
}
