//! The lowest layer of C: where words, comments, literals and directives end.
//!
//! Any bytes at all; what is not closed ends where a compiler would give up on it. A newline is `\n`,
//! `\r\n` or a lone `\r`, and a backslash before it, with or without blanks between, joins two lines.

use memchr::{memchr, memchr2, memmem};

/// True for a byte that words are made of; what is not ASCII is taken for a letter.
pub(super) fn is_word(byte: u8) -> bool {
    const WORD: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | 0x80..);
            byte += 1;
        }
        table
    };
    WORD[byte as usize]
}

/// True for a byte that separates words on one line.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0b | 0x0c)
}

fn is_newline(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The end of the word that `at` is in.
pub(super) fn word_end(text: &[u8], at: usize) -> usize {
    text[at..].iter().position(|&byte| !is_word(byte)).map_or(text.len(), |length| at + length)
}

/// The first byte from `at` on that is no blank.
pub(super) fn blanks_end(text: &[u8], at: usize) -> usize {
    text[at..].iter().position(|&byte| !is_blank(byte)).map_or(text.len(), |length| at + length)
}

/// The offset past the newline at `at`.
pub(super) fn newline_end(text: &[u8], at: usize) -> usize {
    at + if text[at..].starts_with(b"\r\n") { 2 } else { 1 }
}

/// True when `line` ends in a backslash, which joins it with the next one.
fn is_continued(line: &[u8]) -> bool {
    line.iter().rev().find(|&&byte| !is_blank(byte)) == Some(&b'\\')
}

/// The newline that ends the line of `at` and those it is continued on; the end of the text without one.
pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    let mut from = at;
    while let Some(length) = memchr2(b'\n', b'\r', &text[from..]) {
        let newline = from + length;
        if !is_continued(&text[from..newline]) {
            return newline;
        }
        from = newline_end(text, newline);
    }
    text.len()
}

/// The end of the comment at `at`, a slash; `None` when none begins there.
pub(super) fn comment_end(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at + 1) {
        Some(b'/') => Some(line_end(text, at + 2)),
        Some(b'*') => Some(block_comment_end(text, at + 2)),
        _ => None,
    }
}

fn block_comment_end(text: &[u8], start: usize) -> usize {
    let mut from = start;
    while let Some(length) = memchr(b'/', &text[from..]) {
        let slash = from + length;
        if slash > start && text[slash - 1] == b'*' {
            return slash + 1;
        }
        from = slash + 1;
    }
    text.len()
}

/// The end of the string or character literal at `at`, a quote. Without its closing quote it ends with
/// the line.
pub(super) fn literal_end(text: &[u8], at: usize) -> usize {
    let quote = text[at];
    if quote == b'"'
        && is_raw(&text[..at])
        && let Some(end) = raw_string_end(text, at)
    {
        return end;
    }
    let mut at = at + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at = escape_end(text, at),
            b'\n' | b'\r' => return at,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// The offset past the backslash at `at` and what it escapes.
pub(super) fn escape_end(text: &[u8], at: usize) -> usize {
    let after = blanks_end(text, at + 1);
    match text.get(after) {
        Some(&byte) if is_newline(byte) => newline_end(text, after),
        _ => text.len().min(at + 2),
    }
}

/// True when the string after `before` is a raw one of C++, `R"x(…)x"`.
fn is_raw(before: &[u8]) -> bool {
    let prefixes: [&[u8]; 5] = [b"R", b"u8R", b"LR", b"uR", b"UR"];
    before.last() == Some(&b'R')
        && prefixes.iter().any(|prefix| {
            before.strip_suffix(*prefix).is_some_and(|rest| !rest.last().is_some_and(|&byte| is_word(byte)))
        })
}

fn raw_string_end(text: &[u8], quote: usize) -> Option<usize> {
    let start = quote + 1;
    let head = &text[start..text.len().min(start + 17)];
    let length =
        head.iter().position(|byte| matches!(byte, b'(' | b')' | b'\\' | b'"' | b' ' | b'\t'..=b'\r'))?;
    if head[length] != b'(' {
        return None;
    }
    let closing = [b")", &head[..length], b"\""].concat();
    let body = start + length + 1;
    Some(memmem::find(&text[body..], &closing).map_or(text.len(), |found| body + found + closing.len()))
}

/// True when the quote at `at` stands between the digits of a number, as in `1'000`.
pub(super) fn is_digit_separator(text: &[u8], at: usize) -> bool {
    if !text.get(at + 1).is_some_and(u8::is_ascii_hexdigit) {
        return false;
    }
    let before = &text[at.saturating_sub(32)..at];
    let number =
        before.iter().rposition(|&byte| !is_word(byte) && byte != b'\'').map_or(0, |found| found + 1);
    before.get(number).is_some_and(u8::is_ascii_digit)
}

/// The newline that ends the directive that goes on at `at`; the end of the text without one.
pub(super) fn directive_end(text: &[u8], at: usize) -> usize {
    let start = at;
    let mut at = at;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\n' | b'\r' if is_continued(&text[start..at]) => at = newline_end(text, at),
            b'\n' | b'\r' => return at,
            b'/' => at = comment_end(text, at).unwrap_or(at + 1),
            b'"' | b'\'' => at = literal_end(text, at),
            _ => at += 1,
        }
    }
    text.len()
}
