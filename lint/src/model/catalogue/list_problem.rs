//! What is wrong with a line: the facts, for the rules to put in words.

use super::no_match::NoMatch;
use crate::parse::event_list::ExtraBytes;
use crate::text::Span;

/// What is wrong with a line, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Span,
    pub kind: ProblemKind,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    NoMatch(NoMatch),
    /// Bytes that QEMU takes for a part of the name.
    Strays(Vec<(Span, ExtraBytes)>),
    /// Something that is no name.
    NotAName(NotAName),
    /// The last line lacks its newline: what is left of the name.
    NotEnded {
        /// What QEMU reads; empty where it skips the line.
        read: Span,
        /// True when an event of that name, or one that the pattern covers, is switched instead.
        is_known: bool,
    },
    /// With `?` and no `*` only the first event is switched of several that match.
    OnlyFirst {
        count: usize,
    },
    /// The line is longer than QEMU reads at a time.
    TooLong {
        /// Into how many lines it is split.
        parts: usize,
    },
    /// QEMU prints the names of all events, and ends.
    Help,
    /// Later lines undo it.
    Undone {
        /// The last of them.
        by: Span,
    },
}

/// What stands in the place of a name and can be none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotAName {
    /// The function's name, `trace_x`, or the macro's, `TRACE_X`.
    Prefix { name: String },
    /// Arguments or a format follow the name.
    Signature {
        /// The name, or the pattern.
        name: Span,
        /// True when it is known.
        is_known: bool,
    },
    /// Several names.
    Several { names: Vec<Span> },
    /// Quotes round it.
    Quoted {
        /// What is in them.
        inner: Span,
    },
    /// `[ab]` or `{a,b}`.
    Class,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Another byte that no name holds.
    Byte,
}
