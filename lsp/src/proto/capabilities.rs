//! What we offer the client.

use crate::document::Encoding;
use crate::ide::tokens::TokenKind;
use crate::proto::to::{FIX_ALL, token_type};
use crate::view::features::{EXPAND, Features};
use tower_lsp::ls_types::*;

/// The character behind which a line is formatted.
pub const FORMATTED_AT: &str = "\n";

/// The answer to `initialize`.
pub fn offer(features: &Features) -> InitializeResult {
    let encoding = match features.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
        resolve_provider: Some(features.resolves_edits),
        ..CodeActionOptions::default()
    };
    let letters = |letters: &str| Some(letters.chars().map(String::from).collect());
    let completion = CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: letters("%\"(*=#"),
        ..CompletionOptions::default()
    };
    let signatures =
        SignatureHelpOptions { trigger_characters: letters("\"%"), ..SignatureHelpOptions::default() };
    let tokens = SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TokenKind::ALL.iter().map(|kind| token_type(*kind)).collect(),
            token_modifiers: vec![SemanticTokenModifier::DECLARATION],
        },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    };
    let diagnostics = DiagnosticOptions {
        identifier: Some("trace-lint".into()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(OneOf::Left(true)),
    };
    let workspace = WorkspaceServerCapabilities {
        workspace_folders: Some(folders),
        ..WorkspaceServerCapabilities::default()
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding),
            workspace: Some(workspace),
            text_document_sync: Some(sync.into()),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            completion_provider: Some(completion),
            hover_provider: Some(true.into()),
            signature_help_provider: Some(signatures),
            inlay_hint_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true) }),
            document_formatting_provider: (!features.registers_formatting).then_some(OneOf::Left(true)),
            document_range_formatting_provider: (!features.registers_range_formatting)
                .then_some(OneOf::Left(true)),
            document_on_type_formatting_provider: (!features.registers_typed_formatting).then(|| {
                DocumentOnTypeFormattingOptions {
                    first_trigger_character: FORMATTED_AT.into(),
                    more_trigger_character: None,
                }
            }),
            folding_range_provider: Some(true.into()),
            selection_range_provider: Some(true.into()),
            semantic_tokens_provider: Some(tokens.into()),
            definition_provider: Some(OneOf::Left(true)),
            implementation_provider: Some(true.into()),
            references_provider: Some(OneOf::Left(true)),
            rename_provider: Some(match features.prepares_renames {
                true => OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                }),
                false => OneOf::Left(true),
            }),
            execute_command_provider: features.shows_contents.then(|| ExecuteCommandOptions {
                commands: vec![EXPAND.into()],
                ..ExecuteCommandOptions::default()
            }),
            call_hierarchy_provider: Some(true.into()),
            code_action_provider: features.action_literals.then(|| actions.into()),
            diagnostic_provider: features
                .pulls_diagnostics
                .then_some(DiagnosticServerCapabilities::Options(diagnostics)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "trace-lsp".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        }),
        offset_encoding: None,
    }
}
