//! A place where a word may name an event.

use super::directive::Define;
use super::hits::Hit;
use super::statement::Statement;

/// What a place is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The top level of a file.
    File,
    /// The body of a function.
    Function,
    /// A structure, union or class.
    Members,
    /// An enumeration.
    Constants,
    /// A table, or what can't be told.
    Values,
    /// The body of a macro.
    Macro,
    /// A directive other than `#define`.
    Directive,
}

/// A place in the text.
pub(super) struct Site<'a> {
    /// The text, up to where the region of the place ends.
    pub text: &'a [u8],
    pub hit: Hit,
    /// What stands before it in its statement.
    pub before: &'a Statement,
    /// What it is part of.
    pub scope: Scope,
    /// The macro whose body it is in.
    pub define: Option<&'a Define<'a>>,
}
