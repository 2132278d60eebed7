//! Splits a text into the commands of a shell.

use super::text::Text;
use super::words::Word;
use lexer::Lexer;

mod lexer;
mod parts;

/// So deep commands are looked for in words of others.
pub(super) const DEEPEST: usize = 4;

/// The commands of a text, those in substitutions and here documents behind the one that holds them.
pub(super) fn commands(text: &Text) -> Vec<Vec<Word>> {
    let mut found = Vec::new();
    let mut waiting = vec![(text.clone(), 0)];
    while let Some((text, depth)) = waiting.pop() {
        let mut lexer = Lexer::new(&text);
        lexer.run();
        found.append(&mut lexer.found);
        let inner = lexer.inner;
        if depth < DEEPEST {
            waiting.extend(inner.into_iter().rev().map(|text| (text, depth + 1)));
        }
    }
    found
}
