//! Items of the call hierarchy, as the protocol has them.

use super::position;
use crate::ide::call_hierarchy::{Item, ItemKind};
use crate::ide::place::Place;
use crate::view::tree::TreeView;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tower_lsp::ls_types::{CallHierarchyItem, Range, SymbolKind};
use trace_lint::text::Span;

/// What an item carries, to be known again when the client brings it back.
#[derive(Serialize, Deserialize)]
struct ItemData {
    path: String,
}

/// An item; `None` for one in a file that can't be named.
pub fn to_item(tree: &TreeView, item: &Item) -> Option<CallHierarchyItem> {
    let text = tree.text(&item.place.path);
    let at = tree.positions(&text)?;
    let data = ItemData { path: item.place.path.to_string() };
    Some(CallHierarchyItem {
        name: item.name.clone(),
        kind: match item.kind {
            ItemKind::Event => SymbolKind::EVENT,
            ItemKind::Function => SymbolKind::FUNCTION,
            ItemKind::Macro => SymbolKind::CONSTANT,
            ItemKind::File => SymbolKind::FILE,
        },
        tags: None,
        detail: Some(item.place.path.to_string()),
        uri: tree.uri(&item.place.path)?,
        range: position::range(&at, item.span.to(item.place.span)),
        selection_range: position::range(&at, item.place.span),
        data: serde_json::to_value(data).ok(),
    })
}

/// What the client brings back: of its places only the file is known.
pub fn from_item(item: &CallHierarchyItem) -> Option<Item> {
    let data = ItemData::deserialize(item.data.as_ref()?).ok()?;
    let kind = match item.kind {
        SymbolKind::EVENT => ItemKind::Event,
        SymbolKind::FUNCTION => ItemKind::Function,
        SymbolKind::CONSTANT => ItemKind::Macro,
        _ => ItemKind::File,
    };
    let place = Place { path: data.path.into(), span: Span::default() };
    Some(Item { name: item.name.clone(), kind, place, span: Span::default() })
}

/// Spans of a file.
pub fn ranges(tree: &TreeView, path: &Arc<str>, spans: &[Span]) -> Option<Vec<Range>> {
    let text = tree.text(path);
    let at = tree.positions(&text)?;
    Some(spans.iter().map(|span| position::range(&at, *span)).collect())
}
