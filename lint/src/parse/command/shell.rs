//! Commands of a shell, as words: quotes, escapes, expansions, arrays, here documents. Nothing is expanded:
//! what is filled in at run time is a hole. Also reads what only looks like a shell, in documentation.

mod lexer;
mod parts;

use super::arguments::{self, Ground};
use super::gather::Gather;
use super::text::{HOLE, Text};
use crate::text::Span;
use lexer::Lexer;

/// A word of a command.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// What the program gets.
    pub text: Text,
    /// Where it stands, with its quotes.
    pub raw: Span,
    /// True when a part of it stands in quotes.
    pub is_quoted: bool,
}

/// So deep commands are looked for in words of others.
pub(super) const DEEPEST: usize = 4;

/// Looks at a script.
pub(super) fn look(gather: &mut Gather) {
    look_at(gather, &Text::verbatim(gather.source, 0, gather.source.len()));
}

/// Looks at commands in a file of another kind.
pub(super) fn look_at(gather: &mut Gather, text: &Text) {
    for words in commands(text) {
        let ground = ground(gather, &words);
        arguments::look(gather, &words, ground, 0);
    }
}

/// What a command of a script is taken for that names no program of QEMU's: its options may stand alone, in
/// a variable.
fn ground(gather: &Gather, words: &[Word]) -> Ground {
    let first = words.iter().find(|word| assigned(&word.text).is_none());
    let is_open = first.is_none_or(|word| matches!(word.text.bytes.first(), None | Some(&(HOLE | b'-'))));
    if is_open { gather.loose() } else { Ground::Named }
}

/// Where the value of an assignment begins, `NAME=` or `NAME+=`.
pub(super) fn assigned(text: &Text) -> Option<usize> {
    let bytes = &text.bytes;
    let name = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let plus = usize::from(bytes.get(name) == Some(&b'+'));
    let is_name = name > 0 && !bytes[0].is_ascii_digit() && bytes.get(name + plus) == Some(&b'=');
    is_name.then_some(name + plus + 1)
}

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
