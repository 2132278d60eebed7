//! The thread that owns the state. It takes one event after the other in the order of the wire, never
//! waits for anything else, and looks for findings only when no event waits: a hundred edits that come
//! together are diagnosed once.

use crate::handlers::{
    actions, calls, completion, diagnostics, folding, formatting, highlights, hints, hover, lenses, links,
    navigation, rename, selection, signatures, symbols, text, tokens,
};
use crate::proto::{assist, from};
use crate::session::event::{Event, Request};
use crate::session::state::{Needs, State};
use std::sync::mpsc::Receiver;

/// Handles events until nobody can send any.
pub fn run(events: &Receiver<Event>, mut state: State) {
    while let Ok(event) = events.recv() {
        handle(&mut state, event);
        while let Ok(event) = events.try_recv() {
            handle(&mut state, event);
        }
        state.try_held();
        state.diagnose();
        state.report_status();
    }
}

fn handle(state: &mut State, event: Event) {
    match event {
        Event::Initialize(greeting) => state.initialize(*greeting),
        Event::Initialized => state.initialized(),
        Event::Open(params) => state.open(params.text_document),
        Event::Change(params) => state.change(&params.text_document, params.content_changes),
        Event::Close(params) => state.close(params.text_document.uri),
        Event::Saved => state.refresh(),
        Event::Watched(params) => state.watched(params),
        Event::ManyWatched => state.many_watched(),
        Event::Folders(params) => state.change_folders(params.event),
        Event::Settings(params) => state.settings(&params.settings),
        Event::Configured(settings) => state.configure(&settings),
        Event::Located { uri, about } => state.located(uri, about),
        Event::FolderLocated(located) => state.folder_located(located),
        Event::Read(read) => state.tree_read(read),
        Event::Unsettled { root, read } => state.unsettled(&root, read),
        Event::Quiet { root, revision } => state.quiet(&root, revision),
        Event::Ask(request) => ask(state, *request),
        Event::Diagnosed(diagnosed) => state.diagnosed(diagnosed),
    }
}

fn ask(state: &mut State, request: Request) {
    /// Answers a request whose parameters name its document.
    macro_rules! answer {
        ($call:ident, $handler:path) => {
            answer!($call, Needs::Document, $handler)
        };
        ($call:ident, $place:ident, $needs:expr, $handler:path) => {
            state.answer($call, $needs, |params| Some(params.$place.text_document.uri.clone()), $handler)
        };
        ($call:ident, $needs:expr, $handler:path) => {
            state.answer($call, $needs, |params| Some(params.text_document.uri.clone()), $handler)
        };
    }
    match request {
        Request::DocumentSymbol(call) => answer!(call, symbols::document),
        Request::FoldingRange(call) => answer!(call, folding::ranges),
        Request::SelectionRange(call) => answer!(call, selection::ranges),
        Request::SemanticTokens(call) => answer!(call, tokens::full),
        Request::SemanticTokensDelta(call) => answer!(call, tokens::delta),
        Request::SemanticTokensRange(call) => answer!(call, tokens::range),
        Request::Diagnostic(call) if !state.is_open(&call.params.text_document.uri) => {
            state.answer_all(call, diagnostics::pull_closed);
        }
        Request::Diagnostic(call) => answer!(call, state.needed_for_diagnostics(), diagnostics::pull),
        Request::WorkspaceDiagnostic(call) => state.answer_all(call, diagnostics::workspace),
        Request::Definition(call) => {
            answer!(call, text_document_position_params, Needs::Tree, navigation::definition)
        }
        Request::Implementation(call) => {
            answer!(call, text_document_position_params, Needs::Tree, navigation::implementation)
        }
        Request::References(call) => {
            answer!(call, text_document_position, Needs::Tree, navigation::references)
        }
        Request::PrepareRename(call) => answer!(call, Needs::Tree, rename::prepare),
        Request::Rename(call) => answer!(call, text_document_position, Needs::Tree, rename::rename),
        Request::PrepareCallHierarchy(call) => {
            answer!(call, text_document_position_params, Needs::Tree, calls::prepare)
        }
        Request::IncomingCalls(call) => state.answer_all(call, calls::incoming_calls),
        Request::OutgoingCalls(call) => state.answer_all(call, calls::outgoing_calls),
        Request::CodeAction(call) => answer!(call, actions::list),
        Request::CodeActionResolve(call) => {
            let uri = |action: &_| from::action_data(action).map(|data| data.uri);
            state.answer(call, Needs::Document, uri, actions::resolve)
        }
        Request::Completion(call) => answer!(call, text_document_position, Needs::Tree, completion::list),
        Request::CompletionResolve(call) => {
            let uri = |item: &_| assist::item_data(item).map(|data| data.uri);
            state.answer(call, Needs::Document, uri, completion::resolve)
        }
        Request::Hover(call) => answer!(call, text_document_position_params, Needs::Document, hover::hover),
        Request::SignatureHelp(call) => {
            answer!(call, text_document_position_params, Needs::Document, signatures::help)
        }
        Request::InlayHint(call) => answer!(call, Needs::Tree, hints::list),
        Request::Formatting(call) => answer!(call, Needs::Document, formatting::all),
        Request::RangeFormatting(call) => answer!(call, Needs::Document, formatting::range),
        Request::OnTypeFormatting(call) => {
            answer!(call, text_document_position, Needs::Document, formatting::typed)
        }
        Request::DocumentHighlight(call) => {
            answer!(call, text_document_position_params, Needs::Document, highlights::list)
        }
        Request::DocumentLink(call) => answer!(call, Needs::Tree, links::list),
        Request::CodeLens(call) => answer!(call, Needs::Tree, lenses::list),
        Request::CodeLensResolve(call) => {
            let uri = |lens: &_| assist::lens_data(lens).map(|data| data.uri);
            state.answer(call, Needs::Tree, uri, lenses::resolve)
        }
        Request::WorkspaceSymbol(call) => state.answer_all(call, symbols::workspace),
        Request::Text(call) => {
            state.answer(call, Needs::Document, |params| Some(params.uri.clone()), text::text)
        }
    }
}
