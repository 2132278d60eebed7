//! What helps while typing and reading, as the protocol has it.

use super::position;
use crate::document::positions::Positions;
use crate::ide::completion::item::{Completions, Item, ItemKind, Subject};
use crate::ide::hover::Hover as Said;
use crate::ide::inlay_hints::Hint;
use crate::ide::markup::{Block, markdown, plain};
use crate::ide::signature_help::Signature;
use crate::ide::workspace_symbols::Found;
use crate::view::features::Features;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::*;
use trace_lint::text::Span;

/// What a completion item carries until its documentation is wanted.
#[derive(Debug, Serialize, Deserialize)]
pub struct ItemData {
    pub uri: Uri,
    pub subject: Subject,
}

/// The document that a completion item of ours is for.
pub fn item_uri(item: &CompletionItem) -> Option<Uri> {
    item_data(item).map(|data| data.uri)
}

/// What a completion item of ours carries.
pub fn item_data(item: &CompletionItem) -> Option<ItemData> {
    ItemData::deserialize(item.data.as_ref()?).ok()
}

/// A list of items.
pub fn completions(at: &Positions, features: &Features, uri: &Uri, found: Completions) -> CompletionResponse {
    let items = found.items.into_iter().enumerate().map(|each| item(at, features, uri, each)).collect();
    match found.is_complete {
        true => CompletionResponse::Array(items),
        false => CompletionResponse::List(CompletionList { is_incomplete: true, items }),
    }
}

/// An item, by its place in the list.
fn item(at: &Positions, features: &Features, uri: &Uri, (place, item): (usize, Item)) -> CompletionItem {
    let snippet = item.snippet.filter(|_| features.snippets);
    let format = snippet.as_ref().map(|_| InsertTextFormat::SNIPPET);
    let edit = TextEdit { range: position::range(at, item.span), new_text: snippet.unwrap_or(item.text) };
    let data = item.subject.map(|subject| ItemData { uri: uri.clone(), subject });
    // Neovim looks at the range of an item only where it is found by its label.
    let filter = (item.filter != item.label).then_some(item.filter);
    CompletionItem {
        label: item.label,
        kind: Some(match item.kind {
            ItemKind::Property => CompletionItemKind::KEYWORD,
            ItemKind::Event => CompletionItemKind::EVENT,
            ItemKind::Type => CompletionItemKind::STRUCT,
            ItemKind::Argument => CompletionItemKind::VARIABLE,
            ItemKind::Conversion => CompletionItemKind::VALUE,
            ItemKind::Labelled => CompletionItemKind::TEXT,
            ItemKind::Heading => CompletionItemKind::FILE,
            ItemKind::Call => CompletionItemKind::FUNCTION,
            ItemKind::Guard => CompletionItemKind::CONSTANT,
        }),
        detail: (!item.detail.is_empty()).then_some(item.detail),
        sort_text: Some(format!("{place:04}")),
        filter_text: filter,
        insert_text_format: format,
        text_edit: Some(edit.into()),
        data: data.and_then(|data| serde_json::to_value(data).ok()),
        ..CompletionItem::default()
    }
}

/// Text, as Markdown where the client knows it.
pub fn markup(blocks: &[Block], knows_markdown: bool) -> MarkupContent {
    match knows_markdown {
        true => MarkupContent { kind: MarkupKind::Markdown, value: markdown(blocks) },
        false => MarkupContent { kind: MarkupKind::PlainText, value: plain(blocks) },
    }
}

pub fn hover(at: &Positions, features: &Features, said: &Said) -> Hover {
    let contents = HoverContents::Markup(markup(&said.blocks, features.hover_markdown));
    Hover { contents, range: Some(position::range(at, said.span)) }
}

pub fn signature(features: &Features, signature: Signature) -> SignatureHelp {
    // Offsets count UTF-16, whatever encoding was agreed on: of ASCII that is bytes.
    let has_offsets = features.label_offsets && signature.label.is_ascii();
    let parameter = |span: &Span| ParameterInformation {
        label: match has_offsets {
            true => ParameterLabel::LabelOffsets([span.start, span.end]),
            false => ParameterLabel::Simple(signature.label[span.range()].to_owned()),
        },
        documentation: None,
    };
    // Out of range is none of them.
    let active = signature.active.unwrap_or(signature.parameters.len()) as u32;
    let information = SignatureInformation {
        parameters: Some(signature.parameters.iter().map(parameter).collect()),
        documentation: None,
        active_parameter: None,
        label: signature.label,
    };
    SignatureHelp { signatures: vec![information], active_signature: Some(0), active_parameter: Some(active) }
}

pub fn hint(at: &Positions, hint: Hint) -> InlayHint {
    InlayHint {
        position: position::position(at, hint.offset),
        label: hint.label.into(),
        kind: Some(InlayHintKind::PARAMETER),
        text_edits: None,
        tooltip: Some(hint.tooltip.into()),
        padding_left: None,
        padding_right: None,
        data: None,
    }
}

/// What a code lens carries until it is seen.
#[derive(Debug, Serialize, Deserialize)]
pub struct LensData {
    pub uri: Uri,
    /// The revision that the lens was made for.
    pub revision: u64,
    /// Where the name of its event begins, in bytes.
    pub offset: u32,
}

/// The document that a code lens of ours is in.
pub fn lens_uri(lens: &CodeLens) -> Option<Uri> {
    lens_data(lens).map(|data| data.uri)
}

/// What a code lens of ours carries.
pub fn lens_data(lens: &CodeLens) -> Option<LensData> {
    LensData::deserialize(lens.data.as_ref()?).ok()
}

/// An event found in a tree.
#[expect(deprecated, reason = "the field has no default")]
pub fn symbol(found: Found, location: Location) -> SymbolInformation {
    SymbolInformation {
        name: found.name,
        kind: SymbolKind::EVENT,
        tags: None,
        deprecated: None,
        location,
        container_name: Some(found.container),
    }
}
