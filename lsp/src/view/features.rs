//! What the client can.

use crate::document::Encoding;
use serde_json::Value;
use tower_lsp::ls_types::*;

/// The client's command that shows a list of places.
pub const SHOW_REFERENCES: &str = "traceLint.showReferences";

/// Clients of today, by their names, that take a registration of watched files and do not report every change: Helix
/// reports what it writes itself, eglot nothing that comes by renaming (as from `sed -i`), lsp-mode nothing of a tree
/// with more than 1000 folders unless its user agrees, and Neovim on Linux the root alone, unless `inotifywait` is
/// installed. Older versions are known by not taking relative patterns; eglot 1.9 has no name.
const OVERLOOKING: [&str; 4] = ["helix", "Eglot", "emacs", "Neovim"];

/// Our command that shows what backends make of an event; its argument is the URI of that.
pub const EXPAND: &str = "traceLint.expand";

/// What the client can, as far as we ask.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// What a column counts.
    pub encoding: Encoding,
    /// The process that started us.
    pub parent: Option<u32>,
    /// It pulls diagnostics, and pulls them again on a refresh; none are pushed then.
    pub pulls_diagnostics: bool,
    /// It can be told to ask for code lenses again.
    pub refreshes_lenses: bool,
    /// It can be told to ask for inlay hints again.
    pub refreshes_hints: bool,
    /// It shows places that explain a diagnostic.
    pub related_information: bool,
    /// It shows unnecessary and deprecated text as such.
    pub diagnostic_tags: bool,
    /// It links a diagnostic's code.
    pub code_description: bool,
    /// It brings a diagnostic's data back to us.
    pub diagnostic_data: bool,
    /// It shows symbols as a tree.
    pub nested_symbols: bool,
    /// It takes code actions that are no commands.
    pub action_literals: bool,
    /// It asks for the edit of a code action only when it is wanted.
    pub resolves_edits: bool,
    /// Its edits name the version they are made for.
    pub document_changes: bool,
    /// It makes the files that an edit asks for.
    pub creates_files: bool,
    /// It marks edits that somebody should look at.
    pub change_annotations: bool,
    /// It asks before a renaming what would be renamed.
    pub prepares_renames: bool,
    /// It shows what a definition was asked of.
    pub links: bool,
    pub snippets: bool,
    /// It shows Markdown beside a completion item.
    pub completion_markdown: bool,
    /// It shows Markdown in a hover.
    pub hover_markdown: bool,
    /// It takes the parameters of a signature as parts of its label.
    pub label_offsets: bool,
    /// It has the command [`SHOW_REFERENCES`].
    pub shows_references: bool,
    /// It shows progress that we begin.
    pub progress: bool,
    /// It takes registrations of files that it is to watch.
    pub watches_files: bool,
    /// It reports every change of the files that it watches.
    pub reports_every_change: bool,
    /// It watches folders that it does not show.
    pub relative_patterns: bool,
    /// It learns once it has started which documents we format as a whole.
    pub registers_formatting: bool,
    /// The same for ranges.
    pub registers_range_formatting: bool,
    /// The same for lines that are typed.
    pub registers_typed_formatting: bool,
    /// It has several ranges formatted at once.
    pub formats_ranges: bool,
    /// It shows documents that we make.
    pub shows_contents: bool,
    /// It tells our settings when asked.
    pub configuration: bool,
    /// It tells of changed settings only when asked to.
    pub registers_configuration: bool,
    /// It wants to be told what is known of the trees.
    pub status_notifications: bool,
}

impl Features {
    /// Reads them from the parameters of `initialize`, and from its capabilities as they came: for what `ls-types`
    /// does not have.
    pub fn read(params: &InitializeParams, raw: &Value) -> Features {
        let ClientCapabilities { workspace, text_document, window, general, experimental, .. } =
            params.capabilities.clone();
        let (workspace, text) = (workspace.unwrap_or_default(), text_document.unwrap_or_default());
        let encodings = general.and_then(|general| general.position_encodings).unwrap_or_default();
        let client = params.client_info.as_ref().map_or("", |client| &client.name);
        // Helix has the singular.
        let refreshes_diagnostics =
            ["diagnostics", "diagnostic"].iter().any(|name| raw["workspace"][name]["refreshSupport"] == true);
        let push = text.publish_diagnostics.unwrap_or_default();
        // Findings depend on other files: who can't be told to ask again would show old ones. Neovim 0.12 can be told,
        // and then does not ask for the documents that it shows.
        let pull = text.diagnostic.as_ref().filter(|_| refreshes_diagnostics && client != "Neovim");
        let either = |pushed: Option<bool>, pulled: fn(&DiagnosticClientCapabilities) -> Option<bool>| {
            pull.map_or(pushed, pulled).unwrap_or_default()
        };
        let action = text.code_action.unwrap_or_default();
        let resolved = action.resolve_support.map(|support| support.properties).unwrap_or_default();
        let edit = workspace.workspace_edit.unwrap_or_default();
        let document_changes = edit.document_changes.unwrap_or_default();
        let operations = edit.resource_operations.unwrap_or_default();
        let item = text.completion.and_then(|completion| completion.completion_item).unwrap_or_default();
        let hover = text.hover.and_then(|hover| hover.content_format);
        let signature = text.signature_help.and_then(|help| help.signature_information);
        let parameter = signature.and_then(|signature| signature.parameter_information).unwrap_or_default();
        let knows_markdown =
            |kinds: Option<Vec<MarkupKind>>| kinds.is_some_and(|kinds| kinds.contains(&MarkupKind::Markdown));
        let watched = workspace.did_change_watched_files.unwrap_or_default();
        let relative_patterns = watched.relative_pattern_support.unwrap_or_default();
        let shows_documents =
            window.as_ref().and_then(|it| it.show_document.as_ref()).is_some_and(|it| it.support);
        let commands = experimental.as_ref().map(|it| &it["commands"]["commands"]);
        let commands = commands.and_then(|commands| commands.as_array());
        Features {
            encoding: encodings.iter().find_map(encoding).unwrap_or_default(),
            parent: params.process_id,
            pulls_diagnostics: pull.is_some(),
            refreshes_lenses: workspace.code_lens.and_then(|it| it.refresh_support).unwrap_or_default(),
            refreshes_hints: workspace.inlay_hint.and_then(|it| it.refresh_support).unwrap_or_default(),
            related_information: either(push.related_information, |pull| pull.related_information),
            diagnostic_tags: pull.map_or(push.tag_support.is_some(), |pull| pull.tag_support.is_some()),
            code_description: either(push.code_description_support, |pull| pull.code_description_support),
            diagnostic_data: either(push.data_support, |pull| pull.data_support),
            nested_symbols: text
                .document_symbol
                .and_then(|symbols| symbols.hierarchical_document_symbol_support)
                .unwrap_or_default(),
            action_literals: action.code_action_literal_support.is_some(),
            resolves_edits: action.data_support.unwrap_or_default()
                && resolved.iter().any(|name| name == "edit"),
            prepares_renames: text.rename.and_then(|it| it.prepare_support).unwrap_or_default(),
            document_changes,
            // Neovim takes these without saying that it takes `documentChanges`, where alone they can be.
            creates_files: operations.contains(&ResourceOperationKind::Create),
            change_annotations: edit.change_annotation_support.is_some(),
            links: text.definition.and_then(|it| it.link_support).unwrap_or_default()
                && text.implementation.and_then(|it| it.link_support).unwrap_or_default(),
            snippets: item.snippet_support.unwrap_or_default(),
            completion_markdown: knows_markdown(item.documentation_format),
            hover_markdown: knows_markdown(hover),
            label_offsets: parameter.label_offset_support.unwrap_or_default(),
            shows_references: commands.is_some_and(|all| all.iter().any(|name| name == SHOW_REFERENCES)),
            progress: window.and_then(|window| window.work_done_progress).unwrap_or_default(),
            watches_files: watched.dynamic_registration.unwrap_or_default(),
            reports_every_change: relative_patterns && !OVERLOOKING.contains(&client),
            relative_patterns,
            registers_formatting: text.formatting.and_then(|it| it.dynamic_registration).unwrap_or_default(),
            registers_range_formatting: text
                .range_formatting
                .and_then(|it| it.dynamic_registration)
                .unwrap_or_default(),
            registers_typed_formatting: text
                .on_type_formatting
                .and_then(|it| it.dynamic_registration)
                .unwrap_or_default(),
            formats_ranges: raw["textDocument"]["rangeFormatting"]["rangesSupport"] == true,
            shows_contents: shows_documents
                && raw["workspace"]["textDocumentContent"]["dynamicRegistration"] == true,
            configuration: workspace.configuration.unwrap_or_default(),
            registers_configuration: workspace
                .did_change_configuration
                .and_then(|settings| settings.dynamic_registration)
                .unwrap_or_default(),
            status_notifications: params
                .initialization_options
                .as_ref()
                .is_some_and(|options| options["statusNotifications"] == true),
        }
    }
}

/// The encoding of this name. The client lists those it knows with the one it likes best first.
fn encoding(kind: &PositionEncodingKind) -> Option<Encoding> {
    match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    }
}
