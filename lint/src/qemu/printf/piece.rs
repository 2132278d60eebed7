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

impl FormatNode {
    /// The two formats of an event of the property `tcg`, if a comma divides it.
    pub fn halves(&self, text: &[u8]) -> Option<(FormatNode, FormatNode)> {
        let is_border = |pair: &[Piece]| {
            pair[0].span.of(text) == b"," && matches!(pair[1].kind, PieceKind::String { .. })
        };
        let border = self.pieces.windows(2).rposition(is_border).filter(|border| *border > 0)?;
        let part = |pieces: &[Piece]| {
            let span = pieces[0].span.to(pieces[pieces.len() - 1].span);
            let is_within = |blank: &&Span| span.start <= blank.start && blank.end <= span.end;
            let odd_blanks = self.odd_blanks.iter().filter(is_within).copied().collect();
            FormatNode { span, pieces: pieces.to_vec(), odd_blanks }
        };
        Some((part(&self.pieces[..border]), part(&self.pieces[border + 1..])))
    }
}

/// A part of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
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
