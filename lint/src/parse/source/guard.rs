//! Guards: the forms in which the state of an event is asked for, and what runs only when it is enabled.

use super::arguments::Budget;
use super::lexer::{Lexer, Token, TokenKind};
use super::model::{Guard, GuardForm, GuardFunction};
use super::site::{Scope, Site};
use crate::text::Span;

/// The event, in lower case, and the form of a guard's identifier, `TRACE_X` or `_TRACE_X_DSTATE`.
/// `is_id` is true where only the plain form can stand.
pub(super) fn form(word: &[u8], is_id: bool) -> Option<(Box<str>, GuardForm)> {
    let forms: &[(&[u8], &[u8], GuardForm)] = &[
        (b"_TRACE_", b"_EVENT", GuardForm::Event),
        (b"_TRACE_", b"_DSTATE", GuardForm::Dstate),
        (b"TRACE_", b"_BACKEND_DSTATE", GuardForm::BackendDstate),
        (b"TRACE_", b"_ENABLED", GuardForm::Enabled),
        (b"TRACE_", b"", GuardForm::EventId),
    ];
    let fits = |(prefix, suffix, form): &(&[u8], &[u8], GuardForm)| {
        let name = word.strip_prefix(*prefix)?.strip_suffix(*suffix)?;
        if name.is_empty() || (is_id && *form != GuardForm::EventId) {
            return None;
        }
        Some((String::from_utf8_lossy(name).to_ascii_lowercase().into(), *form))
    };
    forms.iter().find_map(fits)
}

/// The function that the identifier is the only argument of, or after the CPU the last, and its index among the
/// tokens before.
pub(super) fn function(site: &Site) -> Option<(usize, GuardFunction)> {
    let before = site.before;
    let &open = before.open.last()?;
    if !before.tokens[open].is(b'(') {
        return None;
    }
    let index = open.checked_sub(1)?;
    let function = function_named(before.tokens[index].word(site.text)?)?;
    let is_first = open + 1 == before.tokens.len();
    let follows_cpu =
        function == GuardFunction::VcpuState && before.tokens.last().is_some_and(|it| it.is(b','));
    if !is_first && !follows_cpu {
        return None;
    }
    let next = Lexer::new(site.text, site.hit.end).next();
    next.is_some_and(|next| next.is(b')')).then_some((index, function))
}

/// The function of that name, unless it is a word that takes a condition.
pub(super) fn function_named(word: &[u8]) -> Option<GuardFunction> {
    match word {
        b"trace_event_get_state_backends" => Some(GuardFunction::Backends),
        b"trace_event_get_state" => Some(GuardFunction::State),
        b"trace_event_get_vcpu_state" => Some(GuardFunction::VcpuState),
        word if is_control(word) => None,
        word => Some(GuardFunction::Other(String::from_utf8_lossy(word).into())),
    }
}

impl GuardFunction {
    /// True when it takes the plain form `TRACE_X` only.
    pub(super) fn asks_for_id(&self) -> bool {
        match self {
            GuardFunction::Backends | GuardFunction::State | GuardFunction::VcpuState => true,
            GuardFunction::Other(name) => name.starts_with("trace_event_get_"),
        }
    }
}

fn is_control(word: &[u8]) -> bool {
    matches!(
        word,
        b"if" | b"while" | b"for" | b"switch" | b"do" | b"return" | b"likely" | b"unlikely" | b"defined"
    )
}

/// The guard at a place, an identifier of that form.
pub(super) fn guard(site: &Site, form: GuardForm, budget: &mut Budget) -> Guard {
    let (mut start, function) = match function(site) {
        Some((start, function)) => (start, Some(function)),
        None => (site.before.tokens.len(), None),
    };
    let is_not = |index: Option<usize>| index.is_some_and(|index| site.before.tokens[index].is(b'!'));
    while is_not(start.checked_sub(1)) && is_not(start.checked_sub(2)) {
        start -= 2;
    }
    let is_negated = is_not(start.checked_sub(1));
    let mut end = site.hit.end;
    let is_called = Lexer::new(site.text, end).next().is_some_and(|next| next.is(b'('));
    if function.is_some() {
        end = Lexer::new(site.text, end).next().map_or(end, Token::end);
    } else if is_called && form == GuardForm::BackendDstate {
        end = Lexer::new(site.text, end).nth(1).map_or(end, Token::end);
    }
    let is_in_directive = site.scope == Scope::Directive;
    Guard { form, function, is_negated, is_in_directive, body: body(site, start, end, budget) }
}

/// What runs only when the expression is true that begins with the token at `start` and ends at `end`:
/// the body of an `if` whose condition it is, alone or joined by `&&`.
fn body(site: &Site, mut start: usize, mut end: usize, budget: &mut Budget) -> Option<Span> {
    let tokens = &site.before.tokens;
    for &open in site.before.open.iter().rev().take(16) {
        if open >= start {
            continue;
        }
        if !tokens[open].is(b'(') || !is_conjunct_so_far(&tokens[open + 1..start]) {
            return None;
        }
        end = rest_of_conjunction(site.text, end, budget)?;
        let before = open.checked_sub(1).and_then(|index| tokens[index].word(site.text));
        match before {
            Some(b"if") => return statement(site.text, end, budget),
            Some(b"likely" | b"unlikely") => start = open - 1,
            None => start = open,
            Some(_) => return None,
        }
    }
    None
}

/// True when the expression after these tokens, which follow a parenthesis, is joined to them by `&&`.
fn is_conjunct_so_far(tokens: &[Token]) -> bool {
    if tokens.last().is_some_and(|last| last.kind != TokenKind::And) || tokens.len() > 1024 {
        return false;
    }
    let mut depth = 0usize;
    for token in tokens {
        match token.kind {
            TokenKind::Symbol(b'(' | b'[') => depth += 1,
            TokenKind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
            TokenKind::Or | TokenKind::Symbol(b'?') if depth == 0 => return false,
            _ => {}
        }
    }
    true
}

/// The offset past the parenthesis that closes after `end`, when all between is joined by `&&`.
fn rest_of_conjunction(text: &[u8], end: usize, budget: &mut Budget) -> Option<usize> {
    let mut depth = 0usize;
    let mut is_first = true;
    let mut at = end;
    for token in Lexer::new(text, end).filter(|token| token.kind != TokenKind::Directive) {
        if !budget.take(at, token.end()) {
            return None;
        }
        at = token.end();
        match token.kind {
            TokenKind::Symbol(b')') if depth == 0 => return Some(at),
            TokenKind::Symbol(b'(' | b'[') if !is_first => depth += 1,
            TokenKind::Symbol(b')' | b']') => depth = depth.checked_sub(1)?,
            TokenKind::Or | TokenKind::Symbol(b'?') if depth == 0 => return None,
            TokenKind::Symbol(b';' | b'{' | b'}') => return None,
            TokenKind::And => {}
            _ if is_first => return None,
            _ => {}
        }
        is_first = false;
    }
    None
}

/// The statement or block that begins after `at`.
fn statement(text: &[u8], at: usize, budget: &mut Budget) -> Option<Span> {
    let mut lexer = Lexer::new(text, at);
    let first = lexer.find(|token| token.kind != TokenKind::Directive)?;
    let mut depth = 0usize;
    let mut token = first;
    let mut at = at;
    loop {
        if !budget.take(at, token.end()) {
            return None;
        }
        at = token.end();
        match token.kind {
            TokenKind::Symbol(b'{' | b'(') => depth += 1,
            TokenKind::Symbol(b')') => depth = depth.checked_sub(1)?,
            TokenKind::Symbol(b'}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 && (first.is(b'{') || is_control(first.span.of(text))) {
                    return Some(Span::new(first.start(), at));
                }
            }
            TokenKind::Symbol(b';') if depth == 0 => return Some(Span::new(first.start(), at)),
            _ => {}
        }
        token = lexer.find(|token| token.kind != TokenKind::Directive)?;
    }
}
