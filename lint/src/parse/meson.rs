//! Reads the list of the directories with trace events out of a meson.build.
//!
//! Words, strings and brackets are enough: the list is set and extended with literals, inside
//! `if`s whose conditions are kept as text.

use super::groups::{Condition, Directory, Groups, LIST};
use crate::parse::allow::{Marks, allows};
use crate::text::Span;

impl Groups {
    /// Reads the groups from the text of the tree's top level meson.build.
    pub(crate) fn from_meson(text: &[u8]) -> Groups {
        read(text)
    }
}

/// Every directory that the list is given, in order.
fn read(text: &[u8]) -> Groups {
    let mut reader = Reader { text, at: 0, commented: Vec::new(), found: Groups::default() };
    let mut conditions: Vec<Vec<Condition>> = Vec::new();
    while let Some(token) = reader.next() {
        if !reader.begins_line(token) {
            continue;
        }
        match token.of(text) {
            b"if" => conditions.push(vec![reader.condition()]),
            b"elif" | b"else" => {
                let mut branch = conditions.pop().unwrap_or_default();
                if let Some(last) = branch.last_mut() {
                    last.is_true = false;
                }
                if token.len() == 4 && token.of(text) == b"elif" {
                    branch.push(reader.condition());
                }
                conditions.push(branch);
            }
            b"endif" => {
                conditions.pop();
            }
            word if word == LIST.as_bytes() => reader.list(&conditions.concat()),
            _ => {}
        }
    }
    let Reader { commented, mut found, .. } = reader;
    found.allows = allows(text, Marks::Meson);
    found.allows.retain(|allow| commented.binary_search(&allow.comment.start).is_ok());
    found
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    /// Where the comments begin, in their order.
    commented: Vec<u32>,
    found: Groups,
}

impl Reader<'_> {
    /// The next word, string or sign.
    fn next(&mut self) -> Option<Span> {
        loop {
            let rest = &self.text[self.at..];
            let first = *rest.first()?;
            let length = match first {
                b'#' => memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
                b'\'' => string_length(rest),
                b'+' if rest.starts_with(b"+=") => 2,
                b'=' if rest.starts_with(b"==") => 2,
                _ if is_word(first) => rest.iter().take_while(|&&byte| is_word(byte)).count(),
                _ => 1,
            };
            let start = self.at;
            self.at += length;
            // What is read a second time is no second comment.
            if first == b'#' && self.commented.last().is_none_or(|last| (*last as usize) < start) {
                self.commented.push(start as u32);
            }
            if first != b'#' && !first.is_ascii_whitespace() {
                return Some(Span::new(start, self.at));
            }
        }
    }

    fn begins_line(&self, token: Span) -> bool {
        let before = &self.text[..token.start as usize];
        let line = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |newline| newline + 1);
        before[line..].iter().all(u8::is_ascii_whitespace)
    }

    /// What follows an `if` up to the end of the line, brackets and long strings taken whole.
    fn condition(&mut self) -> Condition {
        let start = self.at;
        let (mut end, mut depth) = (start, 0);
        loop {
            let before = self.at;
            let Some(token) = self.next() else { break };
            let between = &self.text[end..token.start as usize];
            if depth == 0 && between.contains(&b'\n') && !between.trim_ascii().starts_with(b"\\") {
                self.at = before;
                break;
            }
            depth += match token.of(self.text) {
                b"(" | b"[" => 1,
                b")" | b"]" => -1,
                _ => 0,
            };
            end = token.end as usize;
        }
        let text = String::from_utf8_lossy(self.text[start..end].trim_ascii()).into_owned();
        Condition { text: text.into(), is_true: true }
    }

    /// What follows the name of the list: strings, alone or in brackets, when it is set or extended.
    fn list(&mut self, conditions: &[Condition]) {
        if !self.next().is_some_and(|sign| matches!(sign.of(self.text), b"=" | b"+=")) {
            return;
        }
        self.found.has_list = true;
        let mut depth = 0;
        while let Some(token) = self.next() {
            match token.of(self.text) {
                b"[" => {
                    depth += 1;
                    self.found.opened = self.found.opened.or(Some(token.end));
                }
                b"]" => depth -= 1,
                b"," => {}
                [b'\'', inner @ .., b'\''] => self.found.directories.push(Directory {
                    path: String::from_utf8_lossy(inner).into(),
                    span: Span { start: token.start + 1, end: token.end - 1 },
                    conditions: conditions.to_vec(),
                }),
                _ => {
                    // Not a literal: leave it to the caller, which may know the word.
                    self.at = token.start as usize;
                    return;
                }
            }
            if depth <= 0 {
                return;
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The length of the string at the beginning of `rest`, on its line unless it has three quotes.
fn string_length(rest: &[u8]) -> usize {
    if rest.starts_with(b"'''") {
        return memchr::memmem::find(&rest[3..], b"'''").map_or(rest.len(), |end| end + 6);
    }
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\'' => return at + 1,
            b'\n' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    rest.len()
}
