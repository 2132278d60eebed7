//! What a block at the top level of a file is, by the words before its `{`: a function with its name,
//! a structure, an enumeration, a table.

use super::bytes::is_blank;
use super::lexer::{Lexer, Token, TokenKind};
use super::model::{Function, FunctionKind};
use crate::text::Span;

/// More bytes than this before a block do not declare it.
const LONGEST_HEADER: usize = 1 << 16;

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// The body of a function, whose span ends with the `{`.
    Function(Function),
    /// A structure, union or class.
    Members,
    /// An enumeration.
    Constants,
    /// A part of a function whose beginning is not there.
    Statements,
    /// An initializer, or what can't be told.
    Values,
    /// `extern "C"`, a namespace, a class of C++: functions stand in it.
    Transparent,
}

/// True when the block that opens at `open` may hold functions of its own.
pub(super) fn is_transparent(text: &[u8], header: usize, open: usize) -> bool {
    let before = text[..open].iter().rposition(|&byte| !is_blank(byte) && byte != b'\n' && byte != b'\r');
    before.is_some_and(|at| at >= header && text[at] != b')' && text[at] != b'=')
        && block_kind(text, header, open) == BlockKind::Transparent
}

/// The kind of the block that opens at `open`, with the words before it from `header` on.
pub(super) fn block_kind(text: &[u8], header: usize, open: usize) -> BlockKind {
    let header = header.max(open.saturating_sub(LONGEST_HEADER));
    let lexer = Lexer::new(&text[..open], header);
    let mut tokens: Vec<Token> = lexer.filter(|token| token.kind != TokenKind::Directive).collect();
    // In another branch of a conditional the block may have been opened before.
    if let Some(other) = tokens.iter().rposition(|token| token.is(b'{') || token.is(b'}') || token.is(b';')) {
        tokens.drain(..=other);
    }
    let top = top_level(&tokens);
    if top.iter().any(|&index| tokens[index].is(b'=')) {
        return BlockKind::Values;
    }
    if let Some(method) = method(text, &tokens, &top, open) {
        return BlockKind::Function(method);
    }
    let mut candidates = Vec::new();
    for &index in &top {
        if tokens[index].is(b':') && !candidates.is_empty() {
            break;
        }
        let is_called = tokens.get(index + 1).is_some_and(|next| next.is(b'('));
        if let Some(word) = tokens[index].word(text)
            && is_called
            && !is_attribute(word)
        {
            candidates.push(index);
        }
    }
    let has = |word: &[u8]| top.iter().any(|&index| tokens[index].is_word(text, word));
    let is_macro = |index: usize| is_capitals(tokens[index].span.of(text));
    let named = candidates.iter().rposition(|&index| !is_macro(index));
    let kind = if tokens.first().is_some_and(|first| is_control(first.span.of(text))) {
        return BlockKind::Statements;
    } else if has(b"namespace") || has(b"class") || is_linkage(text, &tokens) {
        BlockKind::Transparent
    } else if has(b"enum") {
        BlockKind::Constants
    } else if has(b"struct") || has(b"union") {
        BlockKind::Members
    } else {
        BlockKind::Values
    };
    let is_function = named.is_some() || kind == BlockKind::Values || closes(&tokens);
    match named.or(candidates.len().checked_sub(1).filter(|_| is_function)) {
        Some(chosen) => {
            let index = candidates[chosen];
            let start = chosen.checked_sub(1).map_or(0, |other| matching(&tokens, candidates[other] + 1) + 1);
            BlockKind::Function(function(text, &tokens, start.min(index), index, open))
        }
        None => kind,
    }
}

/// The indices of the tokens that stand in no parentheses or brackets.
fn top_level(tokens: &[Token]) -> Vec<usize> {
    let mut depth = 0usize;
    let mut top = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Symbol(b'(' | b'[') => depth += 1,
            TokenKind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
            _ if depth == 0 => top.push(index),
            _ => {}
        }
    }
    top
}

/// True when the words end in a parameter list.
fn closes(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|last| last.is(b')'))
}

fn is_linkage(text: &[u8], tokens: &[Token]) -> bool {
    let [.., word, language] = tokens else { return false };
    word.is_word(text, b"extern") && language.kind == TokenKind::Literal
}

fn is_control(word: &[u8]) -> bool {
    matches!(word, b"if" | b"else" | b"for" | b"while" | b"do" | b"switch")
}

fn is_attribute(word: &[u8]) -> bool {
    matches!(word, b"__attribute__" | b"__attribute" | b"__declspec" | b"alignas" | b"_Alignas" | b"typeof")
}

/// True for a word in capitals, as macros are written.
pub(super) fn is_capitals(word: &[u8]) -> bool {
    word.len() > 1
        && word.iter().any(u8::is_ascii_uppercase)
        && !word.iter().any(|byte| byte.is_ascii_lowercase())
}

/// The function whose name is the token at `index`, or, when a macro makes it as in
/// `HELPER(name)(…)`, the last word in the macro's parentheses. It begins with the token at `start`.
fn function(text: &[u8], tokens: &[Token], start: usize, index: usize, open: usize) -> Function {
    let close = matching(tokens, index + 1);
    let is_made = tokens.get(close + 1).is_some_and(|next| next.is(b'('));
    let inner = tokens[index + 1..close].iter().rfind(|token| token.kind == TokenKind::Word);
    let name = inner.filter(|_| is_made).unwrap_or(&tokens[index]);
    let span = Span::new(tokens[start].start(), open + 1);
    Function { name: name.span.text(text).into(), name_span: name.span, span, kind: FunctionKind::Function }
}

/// The method of Objective-C that the words declare: `- (void)handleKey:(NSEvent *)event`.
fn method(text: &[u8], tokens: &[Token], top: &[usize], open: usize) -> Option<Function> {
    let sign = *top.iter().find(|&&index| tokens[index].is(b'-') || tokens[index].is(b'+'))?;
    if sign > 0 && !tokens[..sign].iter().any(|token| token.is(b'@')) {
        return None;
    }
    let words = top.iter().filter(|&&index| index > sign && tokens[index].kind == TokenKind::Word);
    let is_part = |index: usize| tokens.get(index + 1).is_some_and(|next| next.is(b':'));
    let words: Vec<usize> = words.copied().collect();
    let first = *words.first()?;
    let parts = words.iter().filter(|&&index| is_part(index));
    let selector: String = parts.map(|&index| tokens[index].span.text(text) + ":").collect();
    let name = tokens[first].span;
    let selector = if selector.is_empty() { name.text(text).into() } else { selector.into() };
    let span = Span::new(tokens[sign].start(), open + 1);
    Some(Function { name: selector, name_span: name, span, kind: FunctionKind::Method })
}

/// The index of the token that closes the parenthesis at `open`; that of the last one without.
fn matching(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            TokenKind::Symbol(b'(') => depth += 1,
            TokenKind::Symbol(b')') if depth <= 1 => return index,
            TokenKind::Symbol(b')') => depth -= 1,
            _ => {}
        }
    }
    tokens.len() - 1
}
