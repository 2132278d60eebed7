//! The strings of Python.

use super::super::text::{HOLE, Text};
use crate::text::Span;
use tree_sitter::Node;

/// What a string is, or several that stand side by side; `None` for anything else.
pub(super) fn decoded(source: &[u8], node: Node) -> Option<Text> {
    let mut text = Text::default();
    text.stand_at(span(node).start);
    match node.kind() {
        "string" => part(source, node, &mut text),
        "concatenated_string" => {
            let mut cursor = node.walk();
            let parts = node.named_children(&mut cursor).filter(|node| node.kind() == "string");
            parts.for_each(|node| part(source, node, &mut text));
        }
        _ => return None,
    }
    Some(text)
}

fn part(source: &[u8], node: Node, text: &mut Text) {
    let mut cursor = node.walk();
    for child in node.named_children(&mut cursor) {
        match child.kind() {
            "string_content" => content(source, child, text),
            "interpolation" => text.push(HOLE, span(child)),
            _ => {}
        }
    }
}

/// The bytes of a string; of escapes only those that matter to a command.
fn content(source: &[u8], node: Node, text: &mut Text) {
    let (mut at, end) = (node.start_byte(), node.end_byte());
    while at < end {
        let (byte, length) = match (source[at], source.get(at + 1)) {
            (b'\\', Some(b'\n')) => {
                at += 2;
                continue;
            }
            (b'\\', Some(b'n')) => (b'\n', 2),
            (b'\\', Some(b't')) => (b'\t', 2),
            (b'\\', Some(other @ (b'\\' | b'"' | b'\''))) => (*other, 2),
            (b'\\', _) => (HOLE, 2),
            (byte, _) => (byte, 1),
        };
        text.push(byte, Span::new(at + length - 1, at + length));
        at += length;
    }
}

/// Where a node stands.
pub(super) fn span(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}
