//! What libvirt gives QEMU besides, in a domain of its own or anywhere else: `<qemu:arg value='-trace'/>`, one after
//! another, are one command line. What is not well-formed is not looked at.

use super::arguments;
use super::gather::Gather;
use super::text::Text;
use super::words::Word;
use crate::text::Span;
use memchr::memmem;
use roxmltree::{Document, Node};

const OPEN: &str = "<qemu:commandline";
const CLOSE: &str = "</qemu:commandline>";
/// What makes a part of a document a document of its own.
const HEAD: &str = "<x xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>";
const TAIL: &str = "</x>";

/// Looks for command lines in a text of any kind.
pub(super) fn scan(gather: &mut Gather) {
    let source = gather.source;
    let mut at = 0;
    while let Some(start) = memmem::find(&source[at..], OPEN.as_bytes()).map(|found| at + found) {
        at = start + OPEN.len();
        let Some(length) = memmem::find(&source[start..], CLOSE.as_bytes()) else { return };
        let end = start + length + CLOSE.len();
        if is_in_comment(&source[..start]) {
            continue;
        }
        let Ok(part) = std::str::from_utf8(&source[start..end]) else { continue };
        let whole = format!("{HEAD}{part}{TAIL}");
        let Ok(document) = Document::parse(&whole) else { continue };
        let arguments = document.descendants().filter(|node| node.tag_name().name() == "arg");
        let words: Vec<Word> = arguments.filter_map(|node| word(source, &node, start)).collect();
        arguments::scan_machine(gather, &words);
        at = end;
    }
}

/// True behind `<!--` that nothing has closed.
fn is_in_comment(before: &[u8]) -> bool {
    let open = memmem::rfind(before, b"<!--");
    open.is_some_and(|open| memmem::find(&before[open..], b"-->").is_none())
}

/// The value of an argument, whose part of the document begins at a place of the source.
fn word(source: &[u8], node: &Node, part: usize) -> Option<Word> {
    let value = node.attribute_node("value")?;
    let range = value.range_value();
    let (start, end) =
        (part + range.start.checked_sub(HEAD.len())?, part + range.end.checked_sub(HEAD.len())?);
    let raw = Span::new(start, end);
    let is_verbatim = source.get(start..end)? == value.value().as_bytes();
    let mut text = Text::verbatim(source, start, end);
    if !is_verbatim {
        text = Text::default();
        text.stand_at(raw.start);
        value.value().bytes().for_each(|byte| text.push(byte, raw));
    }
    Some(Word { text, raw, is_quoted: false })
}
