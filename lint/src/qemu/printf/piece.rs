//! A format as it is written: string literals, macros and what else stands between them.

use crate::text::Span;

/// A format and what follows it on the line.
#[derive(Clone, Debug, Default)]
pub struct FormatNode {
    /// From the first quote to the last that is not blank.
    pub span: Span,
    /// Its parts, without the blanks between them.
    pub pieces: Vec<Piece>,
    /// White space between and after them that is none to C: no-break spaces and the like.
    pub odd_blanks: Vec<Span>,
}

/// A part of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its bytes; a string's with the quotes.
    pub span: Span,
}

/// What a part of a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A string literal, or as much of one as stands on the line.
    String {
        /// False when the closing quote is missing.
        closed: bool,
    },
    /// A word, such as `PRIx64`.
    Macro,
    /// A C comment, which is harmless.
    Comment,
    /// Anything else.
    Junk,
}
