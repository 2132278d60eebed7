//! The tokens of C round a place of interest: words, literals, operators, and directives as a whole.
//!
//! It is never run over a whole file: the walker skips to what concerns events, and only there are
//! tokens made.

use super::bytes::{
    comment_end, directive_end, escape_end, is_blank, is_digit_separator, is_word, literal_end, word_end,
};
use crate::text::Span;

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
    Number,
    /// A string or character literal.
    Literal,
    /// `->`
    Arrow,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `##`
    Paste,
    /// `::`
    Scope,
    /// `#if` and its like, to the end of its line.
    Directive,
    /// Any other byte.
    Symbol(u8),
}

impl Token {
    /// True for the symbol of that one byte.
    pub fn is(self, symbol: u8) -> bool {
        self.kind == TokenKind::Symbol(symbol)
    }

    /// True for that word.
    pub fn is_word(self, text: &[u8], word: &[u8]) -> bool {
        self.word(text) == Some(word)
    }

    /// Its text, when it is a word.
    pub fn word(self, text: &[u8]) -> Option<&[u8]> {
        (self.kind == TokenKind::Word).then(|| self.span.of(text))
    }

    /// The offset of its first byte.
    pub fn start(self) -> usize {
        self.span.start as usize
    }

    /// The offset past its last byte.
    pub fn end(self) -> usize {
        self.span.end as usize
    }
}

/// Reads tokens from a place on; comments are left out.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    text: &'a [u8],
    /// The offset past the token read last.
    pub at: usize,
    /// True when nothing but blanks stand before `at` on its line.
    starts_line: bool,
}

impl<'a> Lexer<'a> {
    /// Reads from `at` to the end of `text`.
    pub fn new(text: &'a [u8], at: usize) -> Lexer<'a> {
        let starts_line = at == 0 || matches!(text[at - 1], b'\n' | b'\r');
        Lexer { text, at, starts_line }
    }

    fn skip_blanks(&mut self) {
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b'\n' | b'\r' => {
                    self.starts_line = true;
                    self.at += 1;
                }
                b'\\' => self.at = self.continuation_end(),
                b'/' => match comment_end(self.text, self.at) {
                    Some(end) => self.at = end,
                    None => return,
                },
                _ if is_blank(byte) || byte < b' ' => self.at += 1,
                _ => return,
            }
        }
    }

    /// The offset past a backslash, and past the newline that it takes away.
    fn continuation_end(&self) -> usize {
        let end = escape_end(self.text, self.at);
        let is_newline = matches!(self.text[end - 1], b'\n' | b'\r');
        if is_newline { end } else { self.at + 1 }
    }

    fn number_end(&self) -> usize {
        let mut at = self.at;
        while let Some(&byte) = self.text.get(at) {
            let is_exponent_sign =
                matches!(byte, b'+' | b'-') && matches!(self.text[at - 1], b'e' | b'E' | b'p' | b'P');
            let is_part = is_word(byte)
                || byte == b'.'
                || is_exponent_sign
                || (byte == b'\'' && is_digit_separator(self.text, at));
            if !is_part {
                break;
            }
            at += 1;
        }
        at
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blanks();
        let (text, start) = (self.text, self.at);
        let &first = text.get(start)?;
        let starts_line = std::mem::take(&mut self.starts_line);
        let (kind, end) = match (first, text.get(start + 1).copied().unwrap_or(0)) {
            (b'0'..=b'9', _) => (TokenKind::Number, self.number_end()),
            (b'"' | b'\'', _) => (TokenKind::Literal, literal_end(text, start)),
            (b'-', b'>') => (TokenKind::Arrow, start + 2),
            (b'&', b'&') => (TokenKind::And, start + 2),
            (b'|', b'|') => (TokenKind::Or, start + 2),
            (b'#', _) if starts_line => (TokenKind::Directive, directive_end(text, start + 1)),
            (b'#', b'#') => (TokenKind::Paste, start + 2),
            (b':', b':') => (TokenKind::Scope, start + 2),
            _ if is_word(first) => (TokenKind::Word, word_end(text, start)),
            _ => (TokenKind::Symbol(first), start + 1),
        };
        self.at = end;
        Some(Token { kind, span: Span::new(start, end) })
    }
}
