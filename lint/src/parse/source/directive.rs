//! A line that begins with `#`, taken apart: `#include`, `#define`, the conditionals.

use super::bytes::{comment_end, escape_end, is_blank, is_word, word_end};
use super::conditional::Condition;
use super::lexer::{Lexer, Token, TokenKind};
use super::model::Include;
use crate::text::Span;

/// The parameters of a macro past this one are not told apart from other words.
const MOST_PARAMETERS: usize = 256;

/// A directive.
pub(super) struct Directive<'a> {
    /// The text up to the newline that ends the directive.
    text: &'a [u8],
    pub word: &'a [u8],
    /// The offset past its name.
    pub rest: usize,
}

/// What a directive does to the conditionals round it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Branch {
    Open,
    Turn,
    Close,
}

/// The head of a `#define`.
pub(super) struct Define<'a> {
    pub name: Token,
    /// The parameters; `None` for a macro without parentheses.
    pub parameters: Option<Vec<Token>>,
    /// The name of the variadic parameter, which is not among the others.
    pub rest: Option<&'a [u8]>,
    /// The offset at which the body begins.
    pub body: usize,
}

impl<'a> Directive<'a> {
    /// Reads the directive of that span, which begins with its `#`.
    pub fn read(text: &'a [u8], span: Span) -> Directive<'a> {
        let text = &text[..span.end as usize];
        let start = skip_blanks(text, span.start as usize + 1);
        let rest = word_end(text, start);
        Directive { text, word: &text[start..rest], rest }
    }

    /// What it does to the conditionals.
    pub fn branch(&self) -> Option<Branch> {
        match self.word {
            b"if" | b"ifdef" | b"ifndef" => Some(Branch::Open),
            b"else" | b"elif" | b"elifdef" | b"elifndef" => Some(Branch::Turn),
            b"endif" => Some(Branch::Close),
            _ => None,
        }
    }

    /// What the condition of a conditional says by itself.
    pub fn condition(&self) -> Condition {
        match self.word {
            b"else" => Condition::Always,
            b"if" | b"elif" => self.constant(),
            _ => Condition::Unknown,
        }
    }

    fn constant(&self) -> Condition {
        let mut tokens = Lexer::new(self.text, self.rest).filter(|token| !token.is(b'(') && !token.is(b')'));
        match (tokens.next(), tokens.next()) {
            (Some(number), None) if number.span.of(self.text) == b"0" => Condition::Never,
            (Some(number), None) if number.span.of(self.text) == b"1" => Condition::Always,
            _ => Condition::Unknown,
        }
    }

    /// The file that it includes.
    pub fn include(&self) -> Option<Include> {
        if !matches!(self.word, b"include" | b"import" | b"include_next") {
            return None;
        }
        let open = skip_blanks(self.text, self.rest);
        let closing = match self.text.get(open)? {
            b'"' => b'"',
            b'<' => b'>',
            _ => return None,
        };
        let start = open + 1;
        let length = self.text[start..].iter().position(|&byte| byte == closing)?;
        let span = Span::new(start, start + length);
        Some(Include { path: span.text(self.text).into(), span, is_quoted: closing == b'"' })
    }

    /// The head of the macro that it defines.
    pub fn define(&self) -> Option<Define<'a>> {
        if self.word != b"define" {
            return None;
        }
        let mut lexer = Lexer::new(self.text, self.rest);
        let name = lexer.next().filter(|name| name.kind == TokenKind::Word)?;
        let mut define = Define { name, parameters: None, rest: None, body: name.end() };
        if self.text.get(name.end()) != Some(&b'(') {
            return Some(define);
        }
        let mut parameters: Vec<Token> = Vec::new();
        let mut is_named = false;
        for token in lexer.by_ref().skip(1) {
            match token.kind {
                TokenKind::Word if parameters.len() < MOST_PARAMETERS => parameters.push(token),
                TokenKind::Symbol(b'.') if define.rest.is_none() => {
                    let named = parameters.pop_if(|_| is_named).map(|named| named.span.of(self.text));
                    define.rest = Some(named.unwrap_or(b"__VA_ARGS__"));
                }
                TokenKind::Word | TokenKind::Symbol(b'.' | b',') => {}
                _ => break,
            }
            is_named = token.kind == TokenKind::Word;
        }
        define.body = lexer.at;
        define.parameters = Some(parameters);
        Some(define)
    }
}

/// The first byte from `at` on that is neither blank nor in a comment.
fn skip_blanks(text: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = text.get(at) {
        at = match byte {
            b'/' => match comment_end(text, at) {
                Some(end) => end,
                None => return at,
            },
            b'\\' if !text.get(at + 1).is_some_and(|&next| is_word(next)) => escape_end(text, at),
            _ if is_blank(byte) => at + 1,
            _ => return at,
        };
    }
    at
}

impl Define<'_> {
    /// The index of the parameter of that name.
    pub fn parameter(&self, text: &[u8], word: &[u8]) -> Option<usize> {
        self.parameters.as_ref()?.iter().position(|parameter| parameter.span.of(text) == word)
    }

    /// True when the macro takes any number of arguments.
    pub(crate) fn is_rest(&self, word: &[u8]) -> bool {
        self.rest == Some(word)
    }
}
