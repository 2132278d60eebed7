//! tower-lsp's view of the server. A handler's first step sends exactly one event to the main loop;
//! nothing is done here, and nothing waits for the client.

use crate::proto::capabilities::offer;
use crate::proto::from;
use crate::service::lifecycle::Phase;
use crate::session::event::{Call, Event, EventSender, Greeting, Request, TextRequest};
use crate::view::features::Features;
use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

/// Hands each message to the main loop.
pub struct Backend {
    /// The way to the main loop.
    pub events: EventSender,
    /// Where in its life the server is.
    pub phase: Phase,
}

impl Backend {
    async fn ask<R: request::Request>(
        &self,
        request: fn(Call<R>) -> Request,
        params: R::Params,
    ) -> Result<R::Result> {
        let (reply, answer) = oneshot::channel();
        self.events.send(Event::Ask(Box::new(request(Call { params, reply }))));
        // A worker that fails drops its end.
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// `traceLint/debug/text`
    ///
    /// # Errors
    /// When the document is not open.
    pub async fn text(&self, params: TextDocumentIdentifier) -> Result<String> {
        self.ask::<TextRequest>(Request::Text, params).await
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
        let greeting = Greeting { features, folders, options: params.initialization_options };
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

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(Request::DocumentSymbol, params).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(Request::FoldingRange, params).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(Request::SelectionRange, params).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        self.ask(Request::SemanticTokens, params).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.ask(Request::SemanticTokensDelta, params).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.ask(Request::SemanticTokensRange, params).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.ask(Request::Diagnostic, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.ask(Request::WorkspaceDiagnostic, params).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.ask(Request::Definition, params).await
    }

    async fn goto_implementation(
        &self,
        params: request::GotoImplementationParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.ask(Request::Implementation, params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.ask(Request::References, params).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.ask(Request::PrepareRename, params).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.ask(Request::Rename, params).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        self.ask(Request::PrepareCallHierarchy, params).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.ask(Request::IncomingCalls, params).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.ask(Request::OutgoingCalls, params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask(Request::CodeAction, params).await
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        self.ask(Request::CodeActionResolve, params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask(Request::Completion, params).await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        self.ask(Request::CompletionResolve, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask(Request::Hover, params).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        self.ask(Request::SignatureHelp, params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(Request::InlayHint, params).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.ask(Request::Formatting, params).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.ask(Request::RangeFormatting, params).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        self.ask(Request::OnTypeFormatting, params).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask(Request::DocumentHighlight, params).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(Request::DocumentLink, params).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(Request::CodeLens, params).await
    }

    async fn code_lens_resolve(&self, params: CodeLens) -> Result<CodeLens> {
        self.ask(Request::CodeLensResolve, params).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.ask(Request::WorkspaceSymbol, params).await
    }
}
