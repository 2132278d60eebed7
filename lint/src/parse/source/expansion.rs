//! Macros that stand for several arguments: `#define MAC_ARG(x) (x)[0], (x)[1]`.

use super::arguments::{MOST_TOKENS, Protection, split};
use super::bytes::{directive_end, is_blank, is_word};
use super::directive::{Define, Directive};
use super::expression::may_expand;
use super::lexer::{Lexer, Token};
use crate::text::Span;
use memchr::memmem;

/// What a macro stands for in an argument list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// How many arguments: one more than its body has commas outside of parentheses; none when the body
    /// is empty.
    pub arguments: usize,
    /// The identifiers of the body that may stand for several arguments themselves, as in
    /// [`super::Argument::may_expand`].
    pub may_expand: Vec<Box<str>>,
}

/// What the macro `name` stands for by each of its definitions in `text`, in their order; none when
/// it is not defined there. Comments are not told from code here.
pub fn expansions(text: &[u8], name: &str) -> Vec<Expansion> {
    let mut end = 0;
    let mut found = Vec::new();
    for at in memmem::find_iter(text, name) {
        if at >= end
            && let Some(hash) = definition(text, at, name.len())
        {
            end = directive_end(text, at);
            let directive = Directive::read(text, Span::new(hash, end));
            found.extend(directive.define().map(|define| expansion(&text[..end], &define)));
        }
    }
    found
}

/// True when a macro stands for several arguments by the commas of its own body.
pub(super) fn is_several(text: &[u8], define: &Define) -> bool {
    let has_comma = text.get(define.body..).is_some_and(|body| memchr::memchr(b',', body).is_some());
    has_comma && split(&body(text, define), Protection::All).len() > 1
}

/// The `#` of the definition whose name, of that length, is at `at`.
fn definition(text: &[u8], at: usize, length: usize) -> Option<usize> {
    let start = at.checked_sub(1).filter(|&before| is_blank(text[before]))?;
    let before = text[..start].trim_ascii_end().strip_suffix(b"define")?.trim_ascii_end();
    let hash = before.len().checked_sub(1).filter(|&hash| text[hash] == b'#')?;
    (!text.get(at + length).is_some_and(|&byte| is_word(byte))).then_some(hash)
}

fn body(text: &[u8], define: &Define) -> Vec<Token> {
    Lexer::new(text, define.body).take(MOST_TOKENS).collect()
}

fn expansion(text: &[u8], define: &Define) -> Expansion {
    let tokens = body(text, define);
    let parts = split(&tokens, Protection::All);
    let words = parts.iter().flat_map(|part| may_expand(text, part, define.rest));
    Expansion { arguments: parts.len(), may_expand: words.collect() }
}
