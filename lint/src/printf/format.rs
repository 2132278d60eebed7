//! A format as the compiler sees it: pieces joined, escapes decoded, macros in their places.

use super::conversion::{Conversion, scan};
use super::macros::PriMacro;
use crate::syntax::{FormatNode, Piece, PieceKind};
use crate::text::Span;

/// A decoded format.
#[derive(Clone, Debug, Default)]
pub struct Format {
    /// The whole of it in the file, quotes and macros included.
    pub span: Span,
    /// The string literals, in order.
    pub literals: Vec<Literal>,
    /// What is printed, conversion specifications and all, macros apart.
    pub text: Vec<u8>,
    /// For each byte of `text`, where it stands in the file.
    offsets: Vec<u32>,
    /// Every macro, in order.
    pub macros: Vec<MacroUse>,
    /// Every conversion specification, in order, `%%` among them.
    pub conversions: Vec<Conversion>,
    /// What the C compiler refuses in the literals.
    pub problems: Vec<Problem>,
}

/// A string literal of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Its bytes in the file, with the quotes.
    pub span: Span,
    /// Where its contents begin in [`Format::text`].
    pub start: usize,
}

/// A word outside the strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MacroUse {
    /// The word.
    pub span: Span,
    /// What it stands for; `None` when no header that trace code includes defines it.
    pub known: Option<PriMacro>,
    /// The number of bytes of [`Format::text`] before it.
    pub at: usize,
    /// True when it ends a conversion specification.
    pub used: bool,
}

/// A flaw of a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// Which.
    pub kind: ProblemKind,
}

/// The flaws a literal can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// No closing quote on the line.
    Unclosed,
    /// A backslash before a character that makes no escape sequence.
    UnknownEscape,
    /// `\x` without a hexadecimal digit.
    NoDigits,
    /// An octal or hexadecimal escape above 255.
    OutOfRange,
    /// A universal character name that C forbids.
    BadUniversalName,
    /// A NUL, written or escaped, which ends the format early.
    Nul,
    /// A newline, however spelt.
    Newline,
}

impl Format {
    /// Decodes the pieces of a format.
    pub fn new(text: &[u8], node: &FormatNode) -> Format {
        let mut format = Format { span: node.span, ..Format::default() };
        format.text.reserve(node.span.len());
        format.offsets.reserve(node.span.len());
        for piece in node.pieces.iter().take_while(|piece| piece.kind != PieceKind::Junk) {
            match piece.kind {
                PieceKind::String { closed } => format.literal(text, *piece, closed),
                PieceKind::Macro => format.macros.push(MacroUse {
                    span: piece.span,
                    known: std::str::from_utf8(piece.span.of(text)).ok().and_then(PriMacro::parse),
                    at: format.text.len(),
                    used: false,
                }),
                PieceKind::Comment | PieceKind::Junk => {}
            }
        }
        format.conversions = scan(&mut format);
        format
    }

    /// Where the bytes `start..end` of [`Format::text`] stand in the file. When they cross from
    /// one literal into the next, what lies between is included.
    pub fn source(&self, start: usize, end: usize) -> Span {
        let from = self.offsets.get(start).map_or(self.span.end, |&offset| offset);
        let to = match end.checked_sub(1) {
            Some(last) if last >= start => self.end_of(last),
            _ => from,
        };
        Span { start: from, end: to.max(from) }
    }

    /// The offset in the file just past the character that gave byte `index` of the text.
    fn end_of(&self, index: usize) -> u32 {
        let start = self.offsets[index];
        let literal = &self.literals[self.literals.partition_point(|literal| literal.start <= index) - 1];
        match self.offsets.get(index + 1) {
            Some(&next) if next < literal.span.end => next,
            _ => literal.span.end.saturating_sub(1).max(start + 1),
        }
    }

    /// True when it is known what the whole format says, so that its arguments can be counted:
    /// every string is closed, every macro known and behind its `%`.
    pub fn is_readable(&self) -> bool {
        self.macros.iter().all(|word| word.known.is_some() && word.used)
            && self.problems.iter().all(|problem| problem.kind != ProblemKind::Unclosed)
    }

    fn push(&mut self, byte: u8, offset: usize) {
        self.text.push(byte);
        self.offsets.push(offset as u32);
    }

    fn problem(&mut self, start: usize, end: usize, kind: ProblemKind) {
        self.problems.push(Problem { span: Span::new(start, end), kind });
    }

    fn literal(&mut self, text: &[u8], piece: Piece, closed: bool) {
        self.literals.push(Literal { span: piece.span, start: self.text.len() });
        if !closed {
            self.problems.push(Problem { span: piece.span, kind: ProblemKind::Unclosed });
        }
        let end = piece.span.end as usize - usize::from(closed);
        let mut at = piece.span.start as usize + 1;
        while at < end {
            match text[at] {
                b'\\' => at = self.escape(text, at, end),
                byte => {
                    if byte == 0 {
                        self.problem(at, at + 1, ProblemKind::Nul);
                    }
                    self.push(byte, at);
                    at += 1;
                }
            }
        }
    }

    /// Decodes the escape sequence at `at` (C11 6.4.4.4, and GNU's `\e`); returns where it ends.
    fn escape(&mut self, text: &[u8], at: usize, end: usize) -> usize {
        let Some(&letter) = text[..end].get(at + 1) else {
            self.problem(at, end, ProblemKind::UnknownEscape);
            self.push(b'\\', at);
            return end;
        };
        let digits = |base: u32, most: usize| {
            let rest = &text[at + 2..end];
            rest.iter().take(most).take_while(|&&byte| (byte as char).is_digit(base)).count()
        };
        let (byte, length) = match letter {
            b'n' => (b'\n', 2),
            b't' => (b'\t', 2),
            b'r' => (b'\r', 2),
            b'a' => (7, 2),
            b'b' => (8, 2),
            b'v' => (11, 2),
            b'f' => (12, 2),
            b'e' | b'E' => (27, 2),
            b'"' | b'\'' | b'\\' | b'?' => (letter, 2),
            // gcc and clang take these for themselves without a word.
            b'(' | b'{' | b'[' | b'%' => (letter, 2),
            b'0'..=b'7' => {
                let length = 2 + digits(8, 2);
                let value = number(&text[at + 1..at + length], 8);
                if value > 255 {
                    self.problem(at, at + length, ProblemKind::OutOfRange);
                }
                (value as u8, length)
            }
            b'x' => {
                let length = 2 + digits(16, usize::MAX);
                let value = number(&text[at + 2..at + length], 16);
                match length {
                    2 => self.problem(at, at + 2, ProblemKind::NoDigits),
                    _ if value > 255 => self.problem(at, at + length, ProblemKind::OutOfRange),
                    _ => {}
                }
                (value as u8, length)
            }
            b'u' | b'U' => {
                return self.universal_name(text, at, digits(16, if letter == b'u' { 4 } else { 8 }));
            }
            _ => {
                self.problem(at, at + 2, ProblemKind::UnknownEscape);
                (letter, 2)
            }
        };
        match byte {
            0 if self.problems.last().is_none_or(|problem| problem.span.start as usize != at) => {
                self.problem(at, at + length, ProblemKind::Nul)
            }
            b'\n' => self.problem(at, at + length, ProblemKind::Newline),
            _ => {}
        }
        self.push(byte, at);
        at + length
    }

    /// `\uXXXX` and `\UXXXXXXXX` (C11 6.4.3).
    fn universal_name(&mut self, text: &[u8], at: usize, digits: usize) -> usize {
        let wanted = if text[at + 1] == b'u' { 4 } else { 8 };
        let end = at + 2 + digits;
        let value = number(&text[at + 2..end], 16);
        let character = char::from_u32(value).filter(|_| digits == wanted);
        match character.filter(|_| value >= 0xa0 || matches!(value, 0x24 | 0x40 | 0x60)) {
            Some(character) => {
                let mut bytes = [0; 4];
                for &byte in character.encode_utf8(&mut bytes).as_bytes() {
                    self.push(byte, at);
                }
            }
            None => {
                self.problem(at, end, ProblemKind::BadUniversalName);
                self.push(b'?', at);
            }
        }
        end
    }
}

/// The value of a run of digits, at most `u32::MAX`.
fn number(digits: &[u8], base: u32) -> u32 {
    digits.iter().fold(0u32, |value, &digit| {
        value.saturating_mul(base).saturating_add((digit as char).to_digit(base).unwrap_or(0))
    })
}
