//! Tokens are the text, cut where `TokenKind` says; lines and columns are what counting gives.

use super::sound;
use trace_lint::parse::events::token::{Token, TokenKind, is_blank, tokenize};
use trace_lint::text::LineIndex;

/// Checks the tokens and the line index of a text.
pub fn lexer(text: &[u8]) {
    let tokens = tokenize(text);
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        assert_eq!(token.span.start, end, "a gap or an overlap before {token:?}");
        assert!(!token.span.is_empty(), "{token:?}");
        sound(text, token.span);
        shape(text, *token);
        let before = index.checked_sub(1).map(|before| tokens[before].kind);
        let merges = matches!(token.kind, TokenKind::Word | TokenKind::Blank | TokenKind::Unknown);
        assert!(!merges || before != Some(token.kind), "{token:?} is not whole");
        end = token.span.end;
    }
    assert_eq!(end as usize, text.len());
    lines(text, &tokens);
}

/// The bytes of a token are such as its kind says.
fn shape(text: &[u8], token: Token) {
    let bytes = token.span.of(text);
    let of =
        |accepts: fn(char) -> bool| std::str::from_utf8(bytes).is_ok_and(|bytes| bytes.chars().all(accepts));
    let line_ends = matches!(text.get(token.span.end as usize), None | Some(b'\n' | b'\r'));
    let is_one_line = !bytes.contains(&b'\n') && !bytes.contains(&b'\r');
    let is_right = match token.kind {
        TokenKind::Newline => match bytes {
            b"\r" => text.get(token.span.end as usize) != Some(&b'\n'),
            bytes => matches!(bytes, b"\n" | b"\r\n"),
        },
        TokenKind::Blank => is_one_line && of(is_blank),
        TokenKind::Word => of(|character| character == '_' || character.is_alphanumeric()),
        TokenKind::OpenParen => bytes == b"(",
        TokenKind::CloseParen => bytes == b")",
        TokenKind::Comma => bytes == b",",
        TokenKind::Star => bytes == b"*",
        TokenKind::String => {
            bytes[0] == b'"' && is_one_line && (line_ends || closing(bytes) == Some(bytes.len()))
        }
        TokenKind::Comment => bytes[0] == b'#' && is_one_line && line_ends && is_first(text, token),
        TokenKind::CComment => {
            bytes.len() >= 4 && bytes.starts_with(b"/*") && bytes.ends_with(b"*/") && is_one_line
        }
        TokenKind::Unknown => is_one_line && !bytes.contains(&b'"'),
    };
    assert!(is_right, "{token:?}: {:?}", token.span.text(text));
}

/// Just past the quote that closes a string which begins at the first byte.
fn closing(bytes: &[u8]) -> Option<usize> {
    let mut escaped = false;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// True when only white space stands before the token on its line.
fn is_first(text: &[u8], token: Token) -> bool {
    let before = &text[..token.span.start as usize];
    let line = before.rsplit(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or(before);
    std::str::from_utf8(line).is_ok_and(|line| line.chars().all(is_blank))
}

fn lines(text: &[u8], tokens: &[Token]) {
    let index = LineIndex::new(text);
    let newlines = tokens.iter().filter(|token| token.kind == TokenKind::Newline);
    assert_eq!(index.count(), newlines.clone().count() + 1);
    let mut start = 0;
    let ends = newlines.map(|token| token.span).chain([trace_lint::text::Span::empty(text.len())]);
    for (line, end) in ends.enumerate() {
        let span = index.span(text, line);
        assert_eq!((span.start, span.end), (start, end.start), "line {line}");
        assert_eq!((index.line(span.start), index.line(span.end)), (line, line));
        let position = index.position(text, span.end);
        let columns = String::from_utf8_lossy(span.of(text)).chars().count();
        assert_eq!((position.line, position.column), (line + 1, columns + 1));
        start = end.end;
    }
    assert_eq!(index.position(text, u32::MAX), index.position(text, text.len() as u32));
}
