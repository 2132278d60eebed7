//! Macros that paste the name of an event together, `(trace_##name)(__VA_ARGS__)`: how they are
//! written, and what a use of one passes to the event.

use super::arguments::{MOST_TOKENS, Protection, argument, split};
use super::directive::Define;
use super::expression::{matching, may_expand, subject};
use super::lexer::{Lexer, Token, TokenKind};
use super::model::{Argument, PastedArgument, PastingMacro};
use crate::text::Span;

const TRACE: &[u8] = b"trace_";

/// More names in one macro, or parts in one name, are not looked at.
const MOST_NAMES: usize = 64;

/// The names that the body of a macro pastes. `text` ends with the `#define`.
pub(super) fn pasted_names(text: &[u8], define: &Define) -> Vec<PastingMacro> {
    let tokens: Vec<Token> = Lexer::new(text, define.body).take(MOST_TOKENS).collect();
    let mut found: Vec<PastingMacro> = Vec::new();
    let is_head = |index: &usize| {
        tokens[*index].word(text).is_some_and(|word| word.starts_with(TRACE))
            && tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Paste)
    };
    for index in (0..tokens.len()).filter(is_head).take(MOST_NAMES) {
        if let Some(macro_) = pasted_name(text, define, &tokens, index)
            && !found.iter().any(|other| other.has_name_of(&macro_))
        {
            found.push(macro_);
        }
    }
    found
}

/// The name that is pasted together from the token at `index` on.
fn pasted_name(text: &[u8], define: &Define, tokens: &[Token], index: usize) -> Option<PastingMacro> {
    let head = tokens[index].word(text)?.strip_prefix(TRACE)?;
    let mut prefix = String::from_utf8_lossy(head).into_owned();
    let mut suffix = String::new();
    let mut parameter = None;
    let mut at = index + 1;
    while let [Token { kind: TokenKind::Paste, .. }, part, ..] = tokens[at.min(tokens.len())..] {
        if at > index + 2 * MOST_NAMES {
            return None;
        }
        let word = part.span.of(text);
        match (define.parameter(text, word), parameter) {
            (Some(_), Some(_)) => return None,
            (Some(found), None) => parameter = Some(found),
            (None, Some(_)) => suffix.push_str(&part.span.text(text)),
            (None, None) => prefix.push_str(&part.span.text(text)),
        }
        at += 2;
    }
    let is_parenthesized =
        index > 0 && tokens[index - 1].is(b'(') && tokens.get(at).is_some_and(|token| token.is(b')'));
    Some(PastingMacro {
        name: define.name.span.text(text).into(),
        span: define.name.span,
        parameter: parameter?,
        prefix: prefix.into(),
        suffix: suffix.into(),
        arguments: passed(text, define, &tokens[(at + usize::from(is_parenthesized)).min(tokens.len())..]),
    })
}

/// What the call whose parenthesis is the first of the tokens passes.
fn passed(text: &[u8], define: &Define, tokens: &[Token]) -> Option<Vec<PastedArgument>> {
    tokens.first().filter(|first| first.is(b'('))?;
    let close = matching(tokens, 0)?;
    let parts = split(&tokens[1..close], Protection::All);
    Some(parts.into_iter().flat_map(|part| pasted_arguments(text, define, part)).collect())
}

/// What one argument in the body of a macro passes on; two of them with `__VA_OPT__(,)` in it.
fn pasted_arguments(text: &[u8], define: &Define, tokens: &[Token]) -> Vec<PastedArgument> {
    let optional = tokens.iter().position(|token| token.is_word(text, b"__VA_OPT__"));
    if let Some(optional) = optional {
        let comma = matching(tokens, optional + 1).unwrap_or(tokens.len() - 1);
        let (before, after) = (&tokens[..optional], &tokens[comma + 1..]);
        let parts = [before, after].into_iter().filter(|part| !part.is_empty());
        return parts.map(|part| pasted_argument(text, define, part)).collect();
    }
    let is_paste = |token: &&Token| token.kind == TokenKind::Paste;
    let tokens = if tokens.first().as_ref().is_some_and(is_paste) { &tokens[1..] } else { tokens };
    vec![pasted_argument(text, define, tokens)]
}

fn pasted_argument(text: &[u8], define: &Define, tokens: &[Token]) -> PastedArgument {
    let named = define.parameters.as_ref().map_or(0, Vec::len);
    if let [only] = tokens
        && define.is_rest(only.span.of(text))
    {
        return PastedArgument::Rest(named);
    }
    let subject = subject(text, tokens);
    match subject.and_then(|token| define.parameter(text, token.span.of(text))) {
        Some(index) => PastedArgument::Parameter(index),
        None => PastedArgument::Expression {
            name: subject.map(|token| token.span.text(text).into()),
            may_expand: may_expand(text, tokens, define.rest),
        },
    }
}

impl PastingMacro {
    /// True when both paste the same names.
    pub(super) fn has_name_of(&self, other: &PastingMacro) -> bool {
        self.name == other.name
            && self.parameter == other.parameter
            && self.prefix == other.prefix
            && self.suffix == other.suffix
    }

    /// The name that a use of it with the pasted argument `word` stands for.
    pub(super) fn event(&self, text: &[u8], word: Token) -> String {
        format!("{}{}{}", self.prefix, word.span.text(text), self.suffix)
    }

    /// What a use of it passes to the event. `parts` are the arguments of the macro, `name` is its name
    /// there, and `close` where its parenthesis closes.
    pub(super) fn pass(&self, text: &[u8], parts: &[&[Token]], name: Span, close: usize) -> Vec<Argument> {
        let written = |part: &&[Token]| argument(text, part, None, close);
        let mut arguments = Vec::new();
        for passed in self.arguments.iter().flatten() {
            match passed {
                PastedArgument::Parameter(index) => arguments.extend(parts.get(*index).map(written)),
                PastedArgument::Rest(index)
                    if parts.get(*index).is_some_and(|part| part.is_empty()) && parts.len() == index + 1 => {}
                PastedArgument::Rest(index) => arguments.extend(parts.iter().skip(*index).map(written)),
                PastedArgument::Expression { name: subject, may_expand } => {
                    arguments.push(Argument {
                        span: name,
                        name: subject.clone(),
                        may_expand: may_expand.clone(),
                    });
                }
            }
        }
        arguments
    }

    /// The macro that `define` is by using this one, with one of its own parameters as the name.
    pub(super) fn used_in(&self, text: &[u8], define: &Define, parts: &[&[Token]]) -> Option<PastingMacro> {
        let [word] = parts.get(self.parameter)? else { return None };
        let parameter = define.parameter(text, word.span.of(text))?;
        let mut arguments = self.arguments.as_ref().map(|_| Vec::new());
        for passed in self.arguments.iter().flatten() {
            let own: Vec<PastedArgument> = match passed {
                PastedArgument::Parameter(index) => {
                    parts.get(*index).map(|part| pasted_arguments(text, define, part)).unwrap_or_default()
                }
                PastedArgument::Rest(index) => {
                    parts.iter().skip(*index).flat_map(|part| pasted_arguments(text, define, part)).collect()
                }
                PastedArgument::Expression { .. } => vec![passed.clone()],
            };
            arguments.iter_mut().for_each(|arguments| arguments.extend_from_slice(&own));
        }
        Some(PastingMacro {
            name: define.name.span.text(text).into(),
            span: define.name.span,
            parameter,
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            arguments,
        })
    }
}
