//! A format as the compiler sees it: pieces joined, escapes decoded, macros in their places.

use super::conversion::Conversion;
use super::macros::PriMacro;
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
    pub(super) offsets: Vec<u32>,
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
    /// False when the closing quote is missing.
    pub is_closed: bool,
}

/// A word outside the strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MacroUse {
    pub span: Span,
    /// What it stands for; `None` when no header that trace code includes defines it, and when it
    /// is one of the strings that compilers predefine, such as `__FILE__`.
    pub known: Option<PriMacro>,
    /// True when it is one of the strings that compilers predefine, such as `__FILE__`.
    pub is_text: bool,
    /// The number of bytes of [`Format::text`] before it.
    pub at: usize,
    /// True when it ends a conversion specification.
    pub used: bool,
}

/// The macros that every compiler predefines as strings: text, in which nothing is converted.
pub const TEXTS: [&[u8]; 6] =
    [b"__FILE__", b"__BASE_FILE__", b"__DATE__", b"__TIME__", b"__TIMESTAMP__", b"__VERSION__"];

/// A flaw of a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Span,
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
    /// An escape sequence with its digits in braces, as in `\x{41}`, which clang takes and gcc does not.
    Delimited,
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
            _ => (literal.span.end - u32::from(literal.is_closed)).max(start + 1),
        }
    }

    /// True when it is known what the whole format says, so that its arguments can be counted:
    /// every string is closed, every macro known and behind its `%`.
    pub fn is_readable(&self) -> bool {
        self.macros.iter().all(|word| word.is_text != (word.known.is_some() && word.used))
            && self.problems.iter().all(|problem| problem.kind != ProblemKind::Unclosed)
    }

    pub(super) fn push(&mut self, byte: u8, offset: usize) {
        self.text.push(byte);
        self.offsets.push(offset as u32);
    }

    /// Appends bytes that stand in the file as they are, from `offset` on.
    pub(super) fn append(&mut self, bytes: &[u8], offset: usize) {
        self.text.extend_from_slice(bytes);
        self.offsets.extend((offset..offset + bytes.len()).map(|offset| offset as u32));
    }

    pub(super) fn problem(&mut self, start: usize, end: usize, kind: ProblemKind) {
        self.problems.push(Problem { span: Span::new(start, end), kind });
    }
}
