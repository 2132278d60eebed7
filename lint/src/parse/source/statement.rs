//! The tokens between the beginning of a statement and the place of interest in it.
//!
//! A statement begins after `;`, `{`, `}` or a directive, so that "the previous token" never crosses
//! one. What was read is kept for the next place in the same statement: no byte is read twice.

use super::lexer::{Lexer, Token, TokenKind};

/// More tokens than this are not kept: such a statement is a table, and only its end matters.
const MOST_TOKENS: usize = 4096;

/// A statement, read up to a place in it.
#[derive(Default)]
pub(super) struct Statement {
    start: usize,
    end: usize,
    /// The tokens so far; of a long statement the first two and the last ones.
    pub tokens: Vec<Token>,
    /// The indices in `tokens` of the parentheses and brackets that are open.
    pub open: Vec<usize>,
}

impl Statement {
    /// Reads the statement that begins at `start` up to `end`.
    pub fn read(&mut self, text: &[u8], start: usize, end: usize) {
        if start != self.start || end < self.end {
            self.tokens.clear();
            self.open.clear();
            (self.start, self.end) = (start, start);
        }
        for token in Lexer::new(&text[..end], self.end) {
            match token.kind {
                TokenKind::Symbol(b'(' | b'[') => self.open.push(self.tokens.len()),
                TokenKind::Symbol(b')' | b']') => {
                    self.open.pop();
                }
                _ => {}
            }
            self.tokens.push(token);
            if self.tokens.len() > MOST_TOKENS {
                self.tokens.drain(2..MOST_TOKENS - 64);
                self.open.clear();
            }
        }
        self.end = end;
    }

    /// The token before the place, counted back from 0.
    pub fn back(&self, count: usize) -> Option<Token> {
        self.tokens.len().checked_sub(count + 1).map(|index| self.tokens[index])
    }

    /// The symbol before the place, counted back from 0.
    pub(crate) fn symbol_back(&self, count: usize) -> Option<u8> {
        match self.back(count)?.kind {
            TokenKind::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    /// The innermost parenthesis or bracket that is open.
    pub(crate) fn innermost(&self) -> Option<Token> {
        self.open.last().map(|&index| self.tokens[index])
    }
}
