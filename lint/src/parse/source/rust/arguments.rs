//! The arguments of a call in Rust: a comma after the last one adds none, and those of closures and of
//! generic types are not the call's.

use super::lexer::{Token, TokenKind};
use crate::parse::source::model::{Argument, Call};
use crate::text::Span;

/// The call whose parenthesis is the token at `open`.
pub(super) fn call(text: &[u8], tokens: &[Token], open: usize, budget: &mut usize) -> Call {
    let mut nesting: Vec<u8> = Vec::new();
    let mut arguments = Vec::new();
    let mut start = open + 1;
    let mut at = open + 1;
    let mut is_complete = false;
    while at < tokens.len() && *budget > 0 {
        *budget -= 1;
        let token = tokens[at];
        let TokenKind::Symbol(symbol) = token.kind else {
            at += 1;
            continue;
        };
        match (symbol, nesting.last()) {
            (b'|', Some(b'|')) | (b'>', Some(b'<')) => {
                nesting.pop();
            }
            (b'|', _) if begins_closure(text, tokens, start, at) => nesting.push(b'|'),
            (b'<', inner) if inner == Some(&b'<') || is_generic(tokens, start, at) => nesting.push(b'<'),
            (b'(' | b'[' | b'{', _) => nesting.push(symbol),
            (b',', None) => {
                arguments.push(argument(text, &tokens[start..at]));
                start = at + 1;
            }
            (b';', None | Some(b'(')) => break,
            (b')' | b']' | b'}', _) => {
                while nesting.pop_if(|open| matches!(open, b'<' | b'|')).is_some() {}
                match nesting.pop() {
                    Some(_) => {}
                    None if symbol == b')' => {
                        is_complete = true;
                        break;
                    }
                    None => break,
                }
            }
            _ => {}
        }
        at += 1;
    }
    if start < at {
        arguments.push(argument(text, &tokens[start..at]));
    }
    let last = if is_complete { at } else { at.max(open + 1) - 1 };
    let parentheses = tokens[open].span.to(tokens[last].span);
    Call { arguments, parentheses, is_complete, is_pasted: false }
}

/// True when the bar at `at` begins the parameters of a closure, as an argument.
fn begins_closure(text: &[u8], tokens: &[Token], start: usize, at: usize) -> bool {
    at == start || (at == start + 1 && tokens[start].word(text) == Some(b"move"))
}

/// True when the `<` at `at` begins types: in `f::<A, B>()`, or `<A as B>::f()` as an argument.
fn is_generic(tokens: &[Token], start: usize, at: usize) -> bool {
    at == start || tokens[at - 1].kind == TokenKind::Scope
}

fn argument(text: &[u8], tokens: &[Token]) -> Argument {
    let span = match tokens {
        [first, .., last] => first.span.to(last.span),
        [only] => only.span,
        [] => Span::default(),
    };
    Argument {
        span,
        name: subject(text, tokens).map(|name| name.span.text(text).into()),
        may_expand: Vec::new(),
    }
}

/// The one identifier that an expression is about: a variable or member, perhaps borrowed,
/// dereferenced, indexed or converted by `as` or `.into()`.
fn subject(text: &[u8], tokens: &[Token]) -> Option<Token> {
    let is_prefix = |token: &&Token| token.is(b'&') || token.is(b'*') || token.word(text) == Some(b"mut");
    let prefixes = tokens.iter().take_while(is_prefix).count();
    let mut rest = &tokens[prefixes..];
    let mut found = rest.split_off_first().filter(|first| first.kind == TokenKind::Word)?;
    loop {
        match rest {
            [] => return Some(*found),
            [dot, name, open, close] if dot.is(b'.') && open.is(b'(') && close.is(b')') => {
                return (name.word(text) == Some(b"into")).then_some(*found);
            }
            [dot, name, ..] if dot.is(b'.') => {
                match name.kind {
                    TokenKind::Word => found = name,
                    TokenKind::Other => {}
                    _ => return None,
                }
                rest = &rest[2..];
            }
            [word, ..] if word.word(text) == Some(b"as") => return Some(*found),
            [open, ..] if open.is(b'[') => {
                let close = rest.iter().take(64).position(|token| token.is(b']'))?;
                rest = &rest[close + 1..];
            }
            _ => return None,
        }
    }
}
