//! The lexer: bytes to tokens. Any bytes at all; every byte is in exactly one token.
//!
//! Tokens are those of tracetool's regular expression, not of C: a word is Python's `\w+`,
//! a blank Python's `\s`, and a string runs to its closing quote or to the end of its line.

use crate::text::Span;
use logos::{Lexer, Logos};

/// What a token is.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(utf8 = false, extras = Extras)]
pub enum TokenKind {
    /// The end of a line.
    #[regex(r"\n|\r\n?")]
    Newline,
    /// White space inside a line, as Python's `str.isspace` has it.
    #[regex(r"[ \t\x0b\x0c\x1c-\x1f\u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}]+")]
    Blank,
    /// Letters, digits and `_`, as Python's `\w`.
    #[regex(r"[\p{L}\p{N}_]+")]
    Word,
    /// `(`
    #[token("(")]
    OpenParen,
    /// `)`
    #[token(")")]
    CloseParen,
    /// `,`
    #[token(",")]
    Comma,
    /// `*`
    #[token("*")]
    Star,
    /// `"`, up to the closing quote, or to the end of the line where there is none.
    #[token("\"", string)]
    String,
    /// From a `#` that stands first on its line to the line's end.
    #[token("#", comment)]
    Comment,
    /// A `/* … */` closed on its line. tracetool takes it for text; C, later, for a comment.
    #[token("/*", c_comment)]
    CComment,
    /// Any other bytes, valid UTF-8 or not.
    Unknown,
}

/// What the lexer remembers, so that no line, however long, is searched twice.
#[derive(Default)]
pub struct Extras {
    /// Before this offset no `*/` stands on the current line.
    unclosed_until: usize,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    /// The bytes it covers.
    pub span: Span,
}

/// Cuts `text` into tokens. Their spans follow each other without a gap from 0 to the end.
pub fn tokenize(text: &[u8]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 4);
    let mut lexer = TokenKind::lexer(text);
    let mut end = 0;
    while let Some(result) = lexer.next() {
        let span = lexer.span();
        let kind = result.unwrap_or(TokenKind::Unknown);
        // An error's span may stop short of the byte that caused it: the gap is unknown text too.
        if span.start > end {
            push_unknown(&mut tokens, Span::new(end, span.start));
        }
        end = span.end;
        match kind {
            TokenKind::Unknown => push_unknown(&mut tokens, Span::new(span.start, span.end)),
            _ => tokens.push(Token { kind, span: Span::new(span.start, span.end) }),
        }
    }
    if end < text.len() {
        push_unknown(&mut tokens, Span::new(end, text.len()));
    }
    tokens
}

fn push_unknown(tokens: &mut Vec<Token>, span: Span) {
    match tokens.last_mut() {
        Some(last) if last.kind == TokenKind::Unknown => last.span.end = span.end,
        _ => tokens.push(Token { kind: TokenKind::Unknown, span }),
    }
}

/// The end of the line in `rest`, as an offset into it.
fn line_end(rest: &[u8]) -> usize {
    memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
}

fn string(lexer: &mut Lexer<TokenKind>) {
    let rest = lexer.remainder();
    let mut at = 0;
    let length = loop {
        match memchr::memchr2(b'"', b'\\', &rest[at..]).map(|found| at + found) {
            Some(quote) if rest[quote] == b'"' => break quote + 1,
            Some(backslash) => at = backslash + 2,
            None => break rest.len(),
        }
        if at >= rest.len() {
            break rest.len();
        }
    };
    let line = line_end(&rest[..length]);
    lexer.bump(line.min(length));
}

fn comment(lexer: &mut Lexer<TokenKind>) -> Result<(), ()> {
    if !stands_first(lexer.source(), lexer.span().start) {
        return Err(());
    }
    lexer.bump(line_end(lexer.remainder()));
    Ok(())
}

/// True when only white space stands between the beginning of the line and `offset`.
fn stands_first(text: &[u8], offset: usize) -> bool {
    let mut before = &text[..offset];
    loop {
        match before.last() {
            None | Some(b'\n' | b'\r') => return true,
            Some(_) => {}
        }
        // A character is at most four bytes long.
        let tail = &before[before.len().saturating_sub(4)..];
        let Some(length) = (1..=tail.len()).find(|&length| {
            std::str::from_utf8(&tail[tail.len() - length..]).is_ok_and(|last| last.chars().all(is_blank))
        }) else {
            return false;
        };
        before = &before[..before.len() - length];
    }
}

/// True for what Python's `str.isspace` accepts.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\x1c'..='\x1f')
}

fn c_comment(lexer: &mut Lexer<TokenKind>) -> Result<(), ()> {
    let rest = lexer.remainder();
    let offset = lexer.span().end;
    if offset < lexer.extras.unclosed_until {
        return Err(());
    }
    let line = &rest[..line_end(rest)];
    let Some(end) = memchr::memmem::find(line, b"*/") else {
        lexer.extras.unclosed_until = offset + line.len();
        return Err(());
    };
    lexer.bump(end + 2);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenKind::*;

    fn check(text: &[u8], expected: &[(TokenKind, &[u8])]) {
        let tokens = tokenize(text);
        let found: Vec<_> = tokens.iter().map(|token| (token.kind, token.span.of(text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_event() {
        check(
            b"disable foo(char *s) \"a\\\"b\" PRIx64\n",
            &[
                (Word, b"disable"),
                (Blank, b" "),
                (Word, b"foo"),
                (OpenParen, b"("),
                (Word, b"char"),
                (Blank, b" "),
                (Star, b"*"),
                (Word, b"s"),
                (CloseParen, b")"),
                (Blank, b" "),
                (String, b"\"a\\\"b\""),
                (Blank, b" "),
                (Word, b"PRIx64"),
                (Newline, b"\n"),
            ],
        );
    }

    #[test]
    fn strings_and_comments_stay_on_their_line() {
        check(b"\"a\nb", &[(String, b"\"a"), (Newline, b"\n"), (Word, b"b")]);
        check(b"\"a\\\nb\"", &[(String, b"\"a\\"), (Newline, b"\n"), (Word, b"b"), (String, b"\"")]);
        check(
            b" \x0c# a\rb#c",
            &[
                (Blank, b" \x0c"),
                (Comment, b"# a"),
                (Newline, b"\r"),
                (Word, b"b"),
                (Unknown, b"#"),
                (Word, b"c"),
            ],
        );
        check(
            b"/* a */b/* c",
            &[(CComment, b"/* a */"), (Word, b"b"), (Unknown, b"/*"), (Blank, b" "), (Word, b"c")],
        );
    }

    #[test]
    fn bytes_that_are_no_text() {
        check(
            b"\xffa\xc3\x00\r\n",
            &[(Unknown, b"\xff"), (Word, b"a"), (Unknown, b"\xc3\x00"), (Newline, b"\r\n")],
        );
        check(
            "é\u{a0}\u{301}".as_bytes(),
            &[(Word, "é".as_bytes()), (Blank, "\u{a0}".as_bytes()), (Unknown, "\u{301}".as_bytes())],
        );
        check(b"", &[]);
    }
}
