//! The tokens of Rust, comments among them: nested comments, raw strings, lifetimes.

use crate::parse::source::bytes::{is_blank, is_word, word_end};
use crate::text::Span;
use memchr::{memchr, memchr2, memmem};

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An identifier or keyword.
    Word,
    /// A string of any kind; its text is in its quotes.
    String,
    /// A number, character, byte or lifetime.
    Other,
    /// A comment.
    Comment,
    /// `::`
    Scope,
    /// `->` or `=>`
    Arrow,
    /// Any other byte.
    Symbol(u8),
}

impl Token {
    /// True for the symbol of that one byte.
    pub fn is(self, symbol: u8) -> bool {
        self.kind == TokenKind::Symbol(symbol)
    }

    /// Its text, when it is a word.
    pub fn word(self, text: &[u8]) -> Option<&[u8]> {
        (self.kind == TokenKind::Word).then(|| self.span.of(text))
    }
}

/// Reads the tokens of a text.
pub(super) struct Lexer<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Reads from the beginning.
    pub fn new(text: &'a [u8]) -> Lexer<'a> {
        Lexer { text, at: 0 }
    }

    /// The end of the word at `start`, or of the string that it is the prefix of.
    fn word(&self, start: usize) -> (TokenKind, usize) {
        let end = word_end(self.text, start);
        let rest = &self.text[end..];
        let is_raw = matches!(&self.text[start..end], b"r" | b"br" | b"cr");
        let is_prefix = is_raw || matches!(&self.text[start..end], b"b" | b"c");
        match rest.first() {
            Some(b'"') if is_raw => (TokenKind::String, self.raw_end(end)),
            Some(b'"') if is_prefix => (TokenKind::String, self.string_end(end)),
            Some(b'\'') if &self.text[start..end] == b"b" => self.quote(end),
            Some(b'#') if is_raw => {
                let hashes = rest.iter().take_while(|&&byte| byte == b'#').count();
                match rest.get(hashes) {
                    Some(b'"') => (TokenKind::String, self.raw_end(end)),
                    _ => (TokenKind::Word, end),
                }
            }
            _ => (TokenKind::Word, end),
        }
    }

    /// The end of the raw string whose first `#` or quote is at `at`.
    fn raw_end(&self, at: usize) -> usize {
        let hashes = self.text[at..].iter().take_while(|&&byte| byte == b'#').count();
        let body = at + hashes + 1;
        let closing = [b"\"".as_slice(), &self.text[at..at + hashes]].concat();
        memmem::find(&self.text[body..], &closing)
            .map_or(self.text.len(), |found| body + found + closing.len())
    }

    /// The end of the string whose quote is at `at`; it may go over several lines.
    fn string_end(&self, at: usize) -> usize {
        let mut at = at + 1;
        while let Some(found) = memchr2(b'"', b'\\', &self.text[at.min(self.text.len())..]) {
            if self.text[at + found] == b'"' {
                return at + found + 1;
            }
            at += found + 2;
        }
        self.text.len()
    }

    /// The end of the character or lifetime at `at`, a quote.
    fn quote(&self, at: usize) -> (TokenKind, usize) {
        let rest = &self.text[at + 1..];
        let length = match rest.first() {
            Some(b'\\') => {
                rest.iter().skip(2).position(|&byte| matches!(byte, b'\'' | b'\n')).map(|found| found + 2)
            }
            Some(&first) => {
                let width = if first < 0x80 {
                    1
                } else {
                    rest.iter().skip(1).take_while(|&&byte| byte & 0xc0 == 0x80).count() + 1
                };
                (rest.get(width) == Some(&b'\'')).then_some(width)
            }
            None => None,
        };
        let end = length.map_or_else(|| word_end(self.text, at + 1), |length| at + 1 + length + 1);
        (TokenKind::Other, end.min(self.text.len()))
    }

    /// The end of the comment at `at`, two bytes of which are there.
    fn comment_end(&self, at: usize) -> usize {
        let text = self.text;
        if text[at + 1] == b'/' {
            return memchr(b'\n', &text[at..]).map_or(text.len(), |found| at + found);
        }
        let mut depth = 1;
        let mut at = at + 2;
        while let Some(found) = memchr2(b'/', b'*', &text[at..]) {
            at += found;
            match &text[at..text.len().min(at + 2)] {
                b"/*" => (depth, at) = (depth + 1, at + 2),
                b"*/" => (depth, at) = (depth - 1, at + 2),
                _ => at += 1,
            }
            if depth == 0 {
                return at;
            }
        }
        text.len()
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let text = self.text;
        let is_space = |byte: u8| is_blank(byte) || byte < b' ';
        while self.at < text.len() && is_space(text[self.at]) {
            self.at += 1;
        }
        let start = self.at;
        let &first = text.get(start)?;
        let (kind, end) = match (first, text.get(start + 1).copied().unwrap_or(0)) {
            (b'/', b'/' | b'*') => (TokenKind::Comment, self.comment_end(start)),
            (b'"', _) => (TokenKind::String, self.string_end(start)),
            (b'\'', _) => self.quote(start),
            (b':', b':') => (TokenKind::Scope, start + 2),
            (b'-' | b'=', b'>') => (TokenKind::Arrow, start + 2),
            (b'0'..=b'9', _) => (TokenKind::Other, word_end(text, start)),
            _ if is_word(first) => self.word(start),
            _ => (TokenKind::Symbol(first), start + 1),
        };
        self.at = end;
        Some(Token { kind, span: Span::new(start, end) })
    }
}
