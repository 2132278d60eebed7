//! tower-lsp's view of the server. A handler's first step sends exactly one event to the main loop;
//! nothing is done here, and nothing waits for the client.

use super::lifecycle::Phase;
use super::requests::{TextRequest, ask, document, requests};
use crate::handlers::*;
use crate::proto::capabilities::offer;
use crate::proto::{assist, from};
use crate::session::event::{Event, EventSender, InitializeInfo};
use crate::session::request::{Needs, Subject};
use crate::view::features::Features;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// Hands each message to the main loop.
pub struct Backend {
    /// The way to the main loop.
    pub events: EventSender,
    /// Where in its life the server is.
    pub phase: Phase,
}

impl Backend {
    /// `traceLint/debug/text`
    ///
    /// # Errors
    /// When the document is not open.
    pub async fn text(&self, params: TextDocumentIdentifier) -> Result<String> {
        let subject = Subject::Document(Some(params.uri.clone()), Needs::Document);
        ask::<TextRequest>(&self.events, subject, params, document(text::text)).await
    }

    /// `traceLint/manyFilesChanged`
    pub async fn many_files_changed(&self) {
        self.events.send(Event::ManyWatched);
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let features = Features::read(&params);
        let result = offer(&features);
        let folders = from::folders(&params);
        let greeting = InitializeInfo { features, folders, options: params.initialization_options };
        self.events.send(Event::Initialize(Box::new(greeting)));
        self.phase.run();
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.events.send(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.events.send(Event::Open(params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.events.send(Event::Change(params));
    }

    /// What is saved is what we have; but what other documents show may be of before the edits.
    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        self.events.send(Event::Saved);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.events.send(Event::Close(params));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.events.send(Event::Watched(params));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.events.send(Event::Folders(params));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.events.send(Event::Settings(params));
    }

    /// Clients ask this of every item that is selected. One of which there is no more to say stays as it is.
    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(uri) = assist::item_uri(&item) else { return Ok(item) };
        let subject = Subject::Document(Some(uri), Needs::Document);
        ask::<request::ResolveCompletionItem>(&self.events, subject, item, document(completion::resolve))
            .await
    }

    requests! {
        document_symbol: DocumentSymbolRequest, [text_document] Document => symbols::document;
        folding_range: FoldingRangeRequest, [text_document] Document => folding::ranges;
        selection_range: SelectionRangeRequest, [text_document] Document => selection::ranges;
        semantic_tokens_full: SemanticTokensFullRequest, [text_document] Document => tokens::full;
        semantic_tokens_full_delta: SemanticTokensFullDeltaRequest, [text_document] Document => tokens::delta;
        semantic_tokens_range: SemanticTokensRangeRequest, [text_document] Document => tokens::range;
        diagnostic: DocumentDiagnosticRequest, [text_document] or file
            => diagnostics::pull, diagnostics::pull_closed;
        workspace_diagnostic: WorkspaceDiagnosticRequest, workspace => diagnostics::workspace;
        goto_definition: GotoDefinition, [text_document_position_params.text_document] Tree
            => navigation::definition;
        goto_implementation: GotoImplementation, [text_document_position_params.text_document] Tree
            => navigation::implementation;
        references: References, [text_document_position.text_document] Tree => navigation::references;
        prepare_rename: PrepareRenameRequest, [text_document] Tree => rename::prepare;
        rename: Rename, [text_document_position.text_document] Tree => rename::rename;
        prepare_call_hierarchy: CallHierarchyPrepare, [text_document_position_params.text_document] Tree
            => calls::prepare;
        incoming_calls: CallHierarchyIncomingCalls, workspace => calls::incoming_calls;
        outgoing_calls: CallHierarchyOutgoingCalls, workspace => calls::outgoing_calls;
        code_action: CodeActionRequest, [text_document] Document => actions::list;
        code_action_resolve: CodeActionResolveRequest, (from::action_uri) Document => actions::resolve;
        completion: Completion, [text_document_position.text_document] Tree => completion::list;
        hover: HoverRequest, [text_document_position_params.text_document] Document => hover::hover;
        signature_help: SignatureHelpRequest, [text_document_position_params.text_document] Document
            => signatures::help;
        inlay_hint: InlayHintRequest, [text_document] Tree => hints::list;
        formatting: Formatting, [text_document] Document => formatting::all;
        range_formatting: RangeFormatting, [text_document] Document => formatting::range;
        on_type_formatting: OnTypeFormatting, [text_document_position.text_document] Document
            => formatting::typed;
        document_highlight: DocumentHighlightRequest, [text_document_position_params.text_document] Document
            => highlights::list;
        document_link: DocumentLinkRequest, [text_document] Tree => links::list;
        code_lens: CodeLensRequest, [text_document] Tree => lenses::list;
        code_lens_resolve: CodeLensResolve, (assist::lens_uri) Tree => lenses::resolve;
        symbol: WorkspaceSymbolRequest, workspace => symbols::workspace;
    }
}
