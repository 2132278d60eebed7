//! Where in a line a cursor stands, by the tokens before it: a line that is being typed is broken.

use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::parse::events::token::{Token, TokenKind};
use trace_lint::parse::events::{LineKind, PieceKind};
use trace_lint::text::Span;

/// Where a cursor stands.
#[derive(Clone, Debug)]
pub struct Site {
    pub offset: u32,
    pub line: Span,
    /// The word that the cursor is in or behind; empty where there is none.
    pub word: Span,
    /// True when there is nothing but white space on the line.
    pub is_blank_line: bool,
    /// The part of the line.
    pub kind: SiteKind,
}

/// The parts of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteKind {
    Comment,
    /// Before the arguments: properties and the name.
    Head,
    /// In an argument, which starts behind a comma or the parenthesis.
    Arguments {
        start: u32,
    },
    /// Behind the closing parenthesis, before any format.
    BehindArguments {
        /// Just past the parenthesis.
        end: u32,
    },
    /// In a string of the format.
    String {
        /// The string with its quotes.
        span: Span,
    },
    /// Outside of the strings, behind one.
    BehindString,
}

/// Where an offset stands.
pub fn site(file: &File, offset: u32) -> Site {
    let offset = offset.min(file.text.len() as u32);
    let line = file.lines.span(&file.text, file.lines.line(offset));
    let offset = offset.min(line.end);
    let from = file.tree.tokens.partition_point(|token| token.span.start < line.start);
    let is_inside = |token: &&Token| token.span.start < line.end;
    let tokens: Vec<&Token> = file.tree.tokens[from..].iter().take_while(is_inside).collect();
    let is_at = |token: &&&Token| {
        token.kind == TokenKind::Word && token.span.start < offset && offset <= token.span.end
    };
    let word = tokens.iter().find(is_at).map_or(Span::empty(offset as usize), |token| token.span);
    let is_blank_line = tokens.iter().all(|token| token.kind == TokenKind::Blank);
    Site { offset, line, word, is_blank_line, kind: kind(file, line, &tokens, offset) }
}

fn kind(file: &File, line: Span, tokens: &[&Token], offset: u32) -> SiteKind {
    let mut kind = SiteKind::Head;
    for token in tokens.iter().take_while(|token| token.span.start < offset) {
        kind = match (token.kind, kind) {
            (TokenKind::Comment, _) => return SiteKind::Comment,
            (TokenKind::String, _) if holds(file, line, token.span, offset) => {
                return SiteKind::String { span: token.span };
            }
            (TokenKind::String, _) => SiteKind::BehindString,
            (TokenKind::OpenParen, SiteKind::Head) => SiteKind::Arguments { start: token.span.end },
            (TokenKind::Comma, SiteKind::Arguments { .. }) => SiteKind::Arguments { start: token.span.end },
            (TokenKind::CloseParen, SiteKind::Arguments { .. }) => {
                SiteKind::BehindArguments { end: token.span.end }
            }
            (_, kind) => kind,
        };
    }
    kind
}

/// True when an offset lies between the quotes of a string; a string without its second quote goes on.
fn holds(file: &File, line: Span, string: Span, offset: u32) -> bool {
    if offset < string.end {
        return true;
    }
    let node = file.tree.lines.get(file.lines.line(line.start));
    let Some(LineKind::Event(event)) = node.map(|node| &node.kind) else { return false };
    let mut pieces = event.format.iter().flat_map(|format| &format.pieces);
    let is_open =
        pieces.any(|piece| piece.span == string && piece.kind == (PieceKind::String { closed: false }));
    is_open && offset == string.end
}

/// The event on the line of an offset, if one is declared there.
pub fn event_of(file: &File, offset: u32) -> Option<&Event> {
    file.event_at(offset.min(file.text.len() as u32))
}
