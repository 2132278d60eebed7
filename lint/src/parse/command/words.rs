//! The words of a command.

use super::text::Text;
use crate::text::Span;

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

/// Where the value of an assignment begins, `NAME=` or `NAME+=`.
pub(super) fn assigned(text: &Text) -> Option<usize> {
    let bytes = &text.bytes;
    let name = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let plus = usize::from(bytes.get(name) == Some(&b'+'));
    let is_name = name > 0 && !bytes[0].is_ascii_digit() && bytes.get(name + plus) == Some(&b'=');
    is_name.then_some(name + plus + 1)
}
