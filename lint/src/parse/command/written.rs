//! Event lists that a script of a shell writes itself, by `cat`, `echo`, `printf` or `tee`, and passes to QEMU by
//! `events=`. A file is the same where the source names it the same.

use super::gather::Gather;
use super::model::Taker;
use super::option;
use super::split::commands;
use super::text::{HOLE, Text};
use memchr::memmem;

/// Looks for what is written into the lists of a script.
pub(super) fn scan(gather: &mut Gather) {
    if !gather.is_shell() {
        return;
    }
    for name in gather.lists() {
        let name: &[u8] = name.trim_ascii();
        let bare = name.strip_prefix(b"\"").unwrap_or(name);
        let bare = bare.strip_suffix(b"\"").unwrap_or(bare);
        if bare.is_empty() {
            continue;
        }
        for at in memmem::find_iter(gather.source, bare) {
            if is_written(gather.source, at, bare.len()) {
                writer(gather, at);
            }
        }
    }
}

/// True behind `>`, `>>` or `tee`.
fn is_written(source: &[u8], at: usize, length: usize) -> bool {
    let behind =
        source.get(at + length).is_none_or(|byte| byte.is_ascii_whitespace() || b"\"';)}|&".contains(byte));
    let before = source[..at].trim_ascii_end();
    let before = before.strip_suffix(b"\"").unwrap_or(before).trim_ascii_end();
    let is_tee =
        |text: &[u8]| text.ends_with(b" tee") || text.ends_with(b"|tee") || text.ends_with(b"tee -a");
    behind && (before.ends_with(b">") || is_tee(before))
}

/// Looks at the line that writes.
fn writer(gather: &mut Gather, at: usize) {
    let source = gather.source;
    let start = memchr::memrchr(b'\n', &source[..at]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', &source[at..]).map_or(source.len(), |length| at + length);
    let line = &source[start..end];
    if line.trim_ascii_start().starts_with(b"#") {
        return;
    }
    if let Some(mark) = memmem::find(line, b"<<") {
        let word = line[mark + 2..].trim_ascii_start();
        let word: Vec<u8> = word
            .iter()
            .copied()
            .filter(|byte| !b"-'\"\\".contains(byte))
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .collect();
        document(gather, (end + 1).min(source.len()), &word);
        return;
    }
    for words in commands(&Text::verbatim(source, start, end)) {
        let mut rest = words.iter().map(|word| &word.text).filter(|text| text.bytes != [HOLE]);
        let command = rest.next().map(|text| &*text.bytes);
        let mut given = rest.filter(|text| !matches!(&*text.bytes, b"-e" | b"-n" | b"-en" | b"--"));
        match (command, given.next(), given.next()) {
            (Some(b"echo"), Some(text), None) => lines(gather, text),
            (Some(b"printf"), Some(text), None) => lines(gather, &with_newlines(text)),
            (Some(b"printf"), Some(format), Some(first)) if &*format.bytes == b"%s\\n" => {
                lines(gather, first);
                given.for_each(|text| lines(gather, text));
            }
            _ => {}
        }
    }
}

/// Looks at a here document, from its first line.
fn document(gather: &mut Gather, from: usize, end: &[u8]) {
    let source = gather.source;
    let mut at = from;
    for line in source[from..].split_inclusive(|byte| *byte == b'\n') {
        if line.trim_ascii() == end {
            lines(gather, &Text::verbatim(source, from, at));
            return;
        }
        at += line.len();
    }
}

/// The text with newlines in the places of `\n`.
fn with_newlines(text: &Text) -> Text {
    let mut found = Text::default();
    let mut at = 0;
    while at < text.bytes.len() {
        if text.bytes[at..].starts_with(b"\\n") {
            found.push(b'\n', text.span(at, at + 2));
            at += 2;
        } else {
            found.take(text, at, at + 1);
            at += 1;
        }
    }
    found
}

/// Looks at the lines of an event list.
pub(super) fn lines(gather: &mut Gather, text: &Text) {
    let mut start = 0;
    for line in text.bytes.split(|byte| *byte == b'\n') {
        let end = start + line.len();
        if line.len() > 1 && line[0] != b'#' {
            option::pattern(gather, text, start, end, Taker::Any);
        }
        start = end + 1;
    }
}
