//! What is done with a word that may name an event: it is called, used as a value, asked for as a guard, or
//! belongs to something else.

use super::arguments::{Budget, Protection, argument, list, split};
use super::block::is_capitals;
use super::declaration::{definition, is_operator};
use super::guard;
use super::hits::HitKind;
use super::lexer::{Lexer, Token, TokenKind};
use super::model::{Call, Definition, GuardForm, Kind};
use super::site::{Scope, Site};

/// What is done with the word, and the name of the event that it stands for; `None` when it stands for
/// nothing.
pub(super) fn kind(site: &Site, budget: &mut Budget) -> Option<(Box<str>, Kind)> {
    let word = &site.text[site.hit.start..site.hit.end];
    let mut after = Lexer::new(site.text, site.hit.end);
    let next = after.next();
    if site.is_pasted(next) {
        return None;
    }
    if site.define.is_some_and(|define| define.parameter(site.text, word).is_some() || define.is_rest(word)) {
        let name = event(word)?;
        return Some((name, Kind::Definition(Definition::Parameter)));
    }
    if site.hit.kind == HitKind::Upper {
        return guard_kind(site, word, next, budget);
    }
    let name = event(word)?;
    if let Some(what) = definition(site, next) {
        return Some((name, Kind::Definition(what)));
    }
    let Some(open) = site.call_parenthesis(next, after) else { return Some((name, Kind::Value)) };
    let call = call(site, open, budget);
    if site.scope == Scope::File && site.before.tokens.is_empty() && is_body_next(site, &call) {
        return Some((name, Kind::Definition(Definition::Function)));
    }
    Some((name, Kind::Call(call)))
}

fn guard_kind(
    site: &Site,
    word: &[u8],
    next: Option<Token>,
    budget: &mut Budget,
) -> Option<(Box<str>, Kind)> {
    let function = guard::function(site);
    let is_asked = function.is_some_and(|(_, function)| function.asks_for_id());
    let (name, form) = guard::form(word, is_asked).filter(|_| is_asked || is_capitals(word))?;
    let is_condition = site.scope == Scope::Directive && form == GuardForm::Enabled;
    let what = if is_asked || is_condition { None } else { definition(site, next) };
    let Some(what) = what else { return Some((name, Kind::Guard(guard::guard(site, form, budget)))) };
    // What something else bears is the whole name.
    Some((event(word).unwrap_or(name), Kind::Definition(what)))
}

/// The name of the event in `trace_x`, or of the one that `TRACE_X` would be.
pub(super) fn event(word: &[u8]) -> Option<Box<str>> {
    let name = word.strip_prefix(b"trace_").filter(|name| !name.is_empty());
    match name {
        Some(name) => Some(String::from_utf8_lossy(name).into()),
        None => guard::form(word, true).map(|(name, _)| name),
    }
}

fn call(site: &Site, open: usize, budget: &mut Budget) -> Call {
    let list = list(site.text, open, Protection::All, budget);
    let rest = site.define.and_then(|define| define.rest);
    let end = list.span.end as usize;
    let parts = split(&list.tokens, Protection::All);
    let arguments = parts.iter().map(|part| argument(site.text, part, rest, end));
    Call {
        arguments: arguments.collect(),
        parentheses: list.span,
        is_complete: list.is_complete,
        is_pasted: false,
    }
}

/// True when a `{` follows the parentheses: they are those of a definition without a type.
fn is_body_next(site: &Site, call: &Call) -> bool {
    let mut after = Lexer::new(site.text, call.parentheses.end as usize);
    call.is_complete && after.next().is_some_and(|next| next.is(b'{'))
}

impl Site<'_> {
    /// True when the word is a part that `##` joins, or the one that `#` makes a string of.
    fn is_pasted(&self, next: Option<Token>) -> bool {
        let previous = self.before.back(0);
        next.is_some_and(|next| next.kind == TokenKind::Paste)
            || previous.is_some_and(|previous| previous.kind == TokenKind::Paste || previous.is(b'#'))
    }

    /// The offset of the parenthesis with which the word is called, `trace_x(…)` or `(trace_x)(…)`.
    /// `after` stands after `next`.
    fn call_parenthesis(&self, next: Option<Token>, mut after: Lexer) -> Option<usize> {
        let next = next?;
        if next.is(b'(') {
            return Some(next.start());
        }
        let mut opening = self.before.symbol_back(0);
        let mut count = 1;
        if opening == Some(b'*') {
            opening = self.before.symbol_back(1);
            count = 2;
        }
        let is_callee = |token: Token| token.word(self.text).is_some_and(|word| !is_operator(word));
        let is_argument = self.before.back(count).is_some_and(is_callee);
        if opening != Some(b'(') || !next.is(b')') || is_argument {
            return None;
        }
        after.next().filter(|open| open.is(b'(')).map(Token::start)
    }
}
