//! YAML, as CI and Ansible have it: commands in scalars, options in lists, variables in maps. It is read up to where
//! it is no YAML; what `{{ }}` fills in is not known.

use super::arguments;
use super::gather::Gather;
use super::gather::OptionEvidence;
use super::program::of_speaking_name;
use super::shell;
use super::split;
use super::text::{HOLE, Text};
use super::user;
use super::words::Word;
use crate::text::Span;
use memchr::memmem;
use saphyr_parser::{Event, Parser, ScalarStyle};

/// A list or a map that is open.
struct Open {
    /// What has been read of a list; `None` for a map.
    list: Option<Vec<Word>>,
    /// The key whose value comes next, in a map; that of the map around it, in a list.
    key: Option<Vec<u8>>,
}

/// Looks at a text.
pub(super) fn scan(gather: &mut Gather) {
    let Ok(source) = std::str::from_utf8(gather.source) else { return };
    let mut places = Places { source, at: 0, index: 0 };
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(source) {
        let Ok((event, span)) = event else { return };
        match event {
            Event::MappingStart(..) => {
                forget_key(&mut open);
                open.push(Open { list: None, key: None });
            }
            Event::SequenceStart(..) => {
                let key = forget_key(&mut open);
                open.push(Open { list: Some(Vec::new()), key });
            }
            Event::MappingEnd => drop(open.pop()),
            Event::SequenceEnd => {
                if let Some(Open { list: Some(words), key }) = open.pop() {
                    let evidence = evidence(gather, key.as_deref());
                    arguments::scan(gather, &words, evidence, 0);
                }
            }
            Event::Alias(_) => drop(forget_key(&mut open)),
            Event::Scalar(value, style, ..) => {
                let Some(start) = places.byte(span.start.index()) else { return };
                let text = aligned(source.as_bytes(), start, value.as_bytes(), style);
                scalar(gather, &mut open, &value, text, start);
            }
            _ => {}
        }
    }
}

/// The key whose value begins, in a map.
fn forget_key(open: &mut [Open]) -> Option<Vec<u8>> {
    open.last_mut().filter(|open| open.list.is_none()).and_then(|open| open.key.take())
}

fn evidence(gather: &Gather, key: Option<&[u8]>) -> OptionEvidence {
    let is_qemu = key.is_some_and(|key| of_speaking_name(&key.to_ascii_lowercase()).is_some());
    if is_qemu { OptionEvidence::Any } else { gather.loose() }
}

fn scalar(gather: &mut Gather, open: &mut [Open], value: &str, text: Option<Text>, start: usize) {
    let text = text.unwrap_or_else(|| {
        let mut text = Text::default();
        text.push(HOLE, Span::empty(start));
        text
    });
    match open.last_mut() {
        Some(Open { list: Some(words), .. }) => {
            let raw = text.whole();
            words.push(Word { text: text.clone(), raw, is_quoted: false });
        }
        Some(map) if map.key.is_none() => {
            map.key = Some(value.as_bytes().to_vec());
            return;
        }
        Some(map) => {
            let key = map.key.take().unwrap_or_default();
            if user::value(gather, &key, &text) {
                return;
            }
            let is_option = text.bytes.trim_ascii_start().starts_with(b"-");
            if is_option {
                let evidence = evidence(gather, Some(&key));
                for words in split::commands(&text) {
                    arguments::scan(gather, &words, evidence, 1);
                }
                return;
            }
        }
        None => {}
    }
    if text.bytes.iter().any(u8::is_ascii_whitespace) {
        shell::scan_text(gather, &text);
    }
}

/// Bytes of the source by characters, in order.
struct Places<'a> {
    source: &'a str,
    at: usize,
    index: usize,
}

impl Places<'_> {
    fn byte(&mut self, index: usize) -> Option<usize> {
        while self.index < index {
            self.at += self.source[self.at..].chars().next()?.len_utf8();
            self.index += 1;
        }
        (self.index == index).then_some(self.at)
    }
}

/// A scalar with the places of its bytes: they follow one another in the source, with indentation and escapes
/// between.
fn aligned(source: &[u8], start: usize, value: &[u8], style: ScalarStyle) -> Option<Text> {
    let mut at = start;
    if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
        at += source[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if matches!(source.get(at), Some(b'|' | b'>')) {
            at += memchr::memchr(b'\n', &source[at..])?;
        }
    } else if matches!(source.get(at), Some(b'"' | b'\'')) && style != ScalarStyle::Plain {
        at += 1;
    }
    let mut text = Text::default();
    text.stand_at(start as u32);
    for byte in value {
        if byte.is_ascii_whitespace() {
            if source.get(at) == Some(&b'\\') {
                at += 1; // `\n`, or an escaped end of a line
            }
            text.push(*byte, Span::new(at.min(source.len()), (at + 1).min(source.len())));
            at += 1;
            continue;
        }
        at += source.get(at..)?.iter().take_while(|other| other.is_ascii_whitespace()).count();
        let is_escaped = source.get(at) != Some(byte) || *byte == b'\'' && style == ScalarStyle::SingleQuoted;
        at += usize::from(is_escaped);
        if source.get(at) != Some(byte) {
            return None;
        }
        text.push(*byte, Span::new(at, at + 1));
        at += 1;
    }
    Some(filled_in(&text))
}

/// The text with holes in the places of `{{ }}` and `${{ }}`.
fn filled_in(text: &Text) -> Text {
    let mut found = Text::default();
    found.stand_at(text.whole().start);
    let mut at = 0;
    while let Some(open) = memmem::find(&text.bytes[at..], b"{{").map(|open| at + open) {
        let Some(length) = memmem::find(&text.bytes[open..], b"}}") else { break };
        let from = open - usize::from(text.bytes[at..open].ends_with(b"$"));
        found.take(text, at, from);
        found.push(HOLE, text.span(from, open + length + 2));
        at = open + length + 2;
    }
    found.take(text, at, text.bytes.len());
    found
}
