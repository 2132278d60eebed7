//! What an expression is about, and which of its words may be macros for several arguments.

use super::block::is_capitals;
use super::lexer::{Token, TokenKind};

/// What stands for any number of arguments in the body of a macro, whatever its name there.
pub(crate) const REST: &str = "__VA_ARGS__";

/// An expression of more tokens than this is about nothing in particular.
const MOST_TOKENS: usize = 64;

/// The one identifier that an expression is about: a variable or member, perhaps dereferenced, indexed,
/// cast or taken the address of.
pub(super) fn subject(text: &[u8], tokens: &[Token]) -> Option<Token> {
    if tokens.len() > MOST_TOKENS {
        return None;
    }
    let first = *tokens.first()?;
    match first.kind {
        TokenKind::Symbol(b'&' | b'*') => subject(text, &tokens[1..]),
        TokenKind::Symbol(b'(') => {
            let close = matching(tokens, 0)?;
            let (inner, rest) = (&tokens[1..close], &tokens[close + 1..]);
            match rest.first().map(|token| token.kind) {
                None => subject(text, inner),
                Some(TokenKind::Arrow | TokenKind::Symbol(b'.' | b'[')) => {
                    member(text, subject(text, inner), rest)
                }
                Some(TokenKind::Symbol(b'&' | b'*')) if !is_type(text, inner) => None,
                Some(_) => subject(text, rest),
            }
        }
        TokenKind::Word => member(text, Some(first), &tokens[1..]),
        _ => None,
    }
}

/// The identifier that `.member`, `->member` and `[index]` after `found` lead to.
fn member(text: &[u8], mut found: Option<Token>, mut rest: &[Token]) -> Option<Token> {
    while let Some(token) = rest.first() {
        let length = match token.kind {
            TokenKind::Symbol(b'[') => matching(rest, 0)? + 1,
            TokenKind::Arrow | TokenKind::Scope | TokenKind::Symbol(b'.') => {
                found = rest.get(1).copied().filter(|member| member.word(text).is_some());
                found?;
                2
            }
            _ => return None,
        };
        rest = &rest[length..];
    }
    found
}

/// True for what can only be a type in parentheses.
fn is_type(text: &[u8], tokens: &[Token]) -> bool {
    let is_type_word = |word: &[u8]| {
        word.ends_with(b"_t")
            || matches!(
                word,
                b"char"
                    | b"short"
                    | b"int"
                    | b"long"
                    | b"unsigned"
                    | b"signed"
                    | b"void"
                    | b"bool"
                    | b"struct"
            )
    };
    tokens.last().is_some_and(|last| last.is(b'*'))
        || tokens.iter().any(|token| token.word(text).is_some_and(is_type_word))
}

/// The index of the token that closes the parenthesis or bracket at `open`.
pub(super) fn matching(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            TokenKind::Symbol(b'(' | b'[') => depth += 1,
            TokenKind::Symbol(b')' | b']') => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// The words of an argument that may be macros for several arguments: those that are called or written
/// in capitals, and `__VA_ARGS__` for `rest`, the variadic parameter of the macro round it.
pub(super) fn may_expand(text: &[u8], tokens: &[Token], rest: Option<&[u8]>) -> Vec<Box<str>> {
    let mut depth = 0usize;
    let mut words = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Symbol(b'(' | b'[' | b'{') => depth += 1,
            TokenKind::Symbol(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            TokenKind::Word if depth == 0 => {
                let word = token.span.of(text);
                let next = tokens.get(index + 1);
                let is_called = next.is_some_and(|next| next.is(b'('));
                let is_prefix =
                    next.is_some_and(|next| next.kind == TokenKind::Literal && next.start() == token.end());
                let is_member =
                    index > 0 && matches!(tokens[index - 1].kind, TokenKind::Arrow | TokenKind::Symbol(b'.'));
                if rest == Some(word) {
                    words.push(REST.into());
                } else if (is_called || is_capitals(word)) && !is_member && !is_prefix && word != b"sizeof" {
                    words.push(token.span.text(text).into());
                }
            }
            _ => {}
        }
    }
    words
}
