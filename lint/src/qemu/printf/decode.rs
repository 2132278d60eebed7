//! Pieces to a format: string literals decoded, macros in their places, conversion specifications found.

use super::format::{Format, MacroUse, TEXTS};
use super::macros::PriMacro;
use super::piece::{FormatNode, Piece, PieceKind};
use super::scan::scan;

impl Format {
    /// Decodes the pieces of a format.
    pub fn new(text: &[u8], node: &FormatNode) -> Format {
        let mut format = Format { span: node.span, ..Format::default() };
        format.text.reserve(node.span.len());
        format.offsets.reserve(node.span.len());
        for (index, piece) in node.pieces.iter().take_while(|piece| piece.kind != PieceKind::Junk).enumerate()
        {
            match piece.kind {
                PieceKind::String { closed } => format.literal(text, *piece, closed),
                PieceKind::Macro if is_prefix(text, *piece, node.pieces.get(index + 1)) => {}
                PieceKind::Macro => format.macros.push(MacroUse {
                    span: piece.span,
                    known: std::str::from_utf8(piece.span.of(text)).ok().and_then(PriMacro::parse),
                    is_text: TEXTS.contains(&piece.span.of(text)),
                    at: format.text.len(),
                    used: false,
                }),
                PieceKind::Comment | PieceKind::Junk => {}
            }
        }
        format.conversions = scan(&mut format);
        format
    }
}

/// True for the `u8` of `u8"text"`, which says nothing that is not so already.
pub(crate) fn is_prefix(text: &[u8], word: Piece, next: Option<&Piece>) -> bool {
    let is_string = |piece: &Piece| matches!(piece.kind, PieceKind::String { .. });
    word.span.of(text) == b"u8"
        && next.is_some_and(|next| is_string(next) && next.span.start == word.span.end)
}
