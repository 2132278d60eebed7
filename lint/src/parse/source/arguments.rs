//! Argument lists: what is between two parentheses, split at its commas, and what each part is about.

use super::conditional::Condition;
use super::directive::{Branch, Directive};
use super::expression::{may_expand, subject};
use super::lexer::{Lexer, Token, TokenKind};
use super::model::Argument;
use crate::text::Span;

/// How many bytes may still be read ahead of the walker. It is many times the length of the text, so
/// that only a text made for it, with calls in calls in calls, runs out: what is read stays linear.
pub(super) struct Budget(usize);

impl Budget {
    /// The budget for a text of that length.
    pub fn new(length: usize) -> Budget {
        Budget(length * 8 + 65536)
    }

    /// Takes the bytes up to `to` from it; false when it is used up.
    pub fn take(&mut self, from: usize, to: usize) -> bool {
        let amount = to.saturating_sub(from) + 1;
        self.0 = self.0.saturating_sub(amount);
        self.0 > 0
    }
}

/// A list with more tokens than this is no argument list, nor is the body of a macro looked at further.
pub(super) const MOST_TOKENS: usize = 1 << 16;

/// The tokens between two parentheses, without directives and without all branches of a conditional
/// but the first that is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List {
    pub tokens: Vec<Token>,
    /// The parentheses, up to the end of what was read when the closing one is missing.
    pub span: Span,
    /// True when the closing parenthesis was found.
    pub is_complete: bool,
}

/// What commas are hidden from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protection {
    /// Those in parentheses, brackets and braces: the list of a function.
    All,
    /// Those in parentheses: the list of a macro.
    Parentheses,
}

impl Protection {
    fn opens(self, token: Token) -> bool {
        token.is(b'(') || (self == Protection::All && (token.is(b'[') || token.is(b'{')))
    }

    fn closes(self, token: Token) -> bool {
        token.is(b')') || (self == Protection::All && (token.is(b']') || token.is(b'}')))
    }
}

/// Reads the list whose parenthesis opens at `open`.
pub(super) fn list(text: &[u8], open: usize, protection: Protection, budget: &mut Budget) -> List {
    let mut tokens = Vec::new();
    let mut nesting = vec![b'('];
    let mut branches = Branches::default();
    let mut end = open + 1;
    for token in Lexer::new(text, open + 1) {
        if !budget.take(end, token.end()) || tokens.len() == MOST_TOKENS {
            break;
        }
        if token.kind == TokenKind::Directive {
            branches.pass(&Directive::read(text, token.span));
            continue;
        }
        if branches.is_skipped {
            continue;
        }
        if protection.opens(token) {
            nesting.push(text[token.start()]);
        } else if token.is(b')') && pop_to(&mut nesting, b'(') && nesting.is_empty() {
            return List { tokens, span: Span::new(open, token.end()), is_complete: true };
        } else if protection == Protection::All && ends_list(token, &mut nesting) {
            break;
        }
        end = token.end();
        tokens.push(token);
    }
    List { tokens, span: Span::new(open, end), is_complete: false }
}

/// Closes the innermost `open` and all that is open in it; false when there is none.
fn pop_to(nesting: &mut Vec<u8>, open: u8) -> bool {
    let Some(found) = nesting.iter().rposition(|&other| other == open) else { return false };
    nesting.truncate(found);
    true
}

/// True at what can't stand in a list: its closing parenthesis is missing.
fn ends_list(token: Token, nesting: &mut Vec<u8>) -> bool {
    match token.kind {
        TokenKind::Symbol(b';') => nesting.last() != Some(&b'{'),
        TokenKind::Symbol(b'}') => !pop_to(nesting, b'{'),
        TokenKind::Symbol(b']') => {
            if nesting.last() == Some(&b'[') {
                nesting.pop();
            }
            false
        }
        _ => false,
    }
}

/// The conditionals in a list: of their branches the first counts that a compiler may read.
#[derive(Default)]
struct Branches {
    frames: Vec<Frame>,
    is_skipped: bool,
}

struct Frame {
    is_outer_skipped: bool,
    is_taken: bool,
}

impl Branches {
    fn pass(&mut self, directive: &Directive) {
        let may_be_read = directive.condition() != Condition::Never;
        match directive.branch() {
            Some(Branch::Open) => {
                let is_taken = may_be_read && !self.is_skipped;
                self.frames.push(Frame { is_outer_skipped: self.is_skipped, is_taken });
                self.is_skipped = !is_taken;
            }
            Some(Branch::Turn) => match self.frames.last_mut() {
                Some(frame) => {
                    self.is_skipped = frame.is_outer_skipped || frame.is_taken || !may_be_read;
                    frame.is_taken |= !self.is_skipped;
                }
                // The list began in a branch, and goes on after its end.
                None => {
                    self.frames.push(Frame { is_outer_skipped: false, is_taken: true });
                    self.is_skipped = true;
                }
            },
            Some(Branch::Close) => {
                self.is_skipped = self.frames.pop().is_some_and(|frame| frame.is_outer_skipped);
            }
            None => {}
        }
    }
}

/// Splits a list at its commas; the empty list has no parts.
pub(super) fn split(tokens: &[Token], protection: Protection) -> Vec<&[Token]> {
    if tokens.is_empty() {
        return Vec::new();
    }
    let mut depth = 0usize;
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, &token) in tokens.iter().enumerate() {
        if protection.opens(token) {
            depth += 1;
        } else if protection.closes(token) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && token.is(b',') {
            parts.push(&tokens[start..index]);
            start = index + 1;
        }
    }
    parts.push(&tokens[start..]);
    parts
}

/// The argument that those tokens are. `rest` is the name of the variadic parameter of the macro
/// round it, `at` where an argument without tokens stands.
pub(super) fn argument(text: &[u8], tokens: &[Token], rest: Option<&[u8]>, at: usize) -> Argument {
    let span = match tokens {
        [first, .., last] => first.span.to(last.span),
        [only] => only.span,
        [] => Span::empty(at),
    };
    Argument {
        span,
        name: subject(text, tokens).map(|token| token.span.text(text).into()),
        may_expand: may_expand(text, tokens, rest),
    }
}
