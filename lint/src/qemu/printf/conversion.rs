//! Conversion specifications: `%` flags width precision length letter, as printf(3) has them.

use super::flags::Flags;
use super::host::Host;
use super::macros::PriMacro;
use crate::text::Span;

/// One conversion specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// From the `%` to the letter, or to the end of the macro that holds it.
    pub span: Span,
    /// Its first byte in [`Format::text`].
    pub start: usize,
    /// Just past its last byte in [`Format::text`].
    pub end: usize,
    /// `n` in `%n$d`; 0 for none.
    pub position: u32,
    /// The flags, in any order.
    pub flags: Flags,
    pub width: Amount,
    pub precision: Amount,
    /// The length modifier as written, without what a macro adds.
    pub(super) length: [u8; 2],
    /// How many bytes of `length` count; 3 or more for what is no modifier on any host.
    pub(super) length_bytes: u8,
    /// The macro that ends it.
    pub ending: Option<PriMacro>,
    /// The conversion letter; 0 when the format ends before it.
    pub letter: u8,
}

/// A width or a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Not written.
    None,
    /// A number, at most `u32::MAX`.
    Number(u32),
    /// A `.` with no number, which means a precision of 0.
    Dot,
    /// `*`: an argument gives it.
    Star,
    /// `*n$`: argument `n` gives it.
    StarPosition(u32),
}

/// A length modifier as it holds on one host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthModifier {
    /// none
    None,
    /// `hh`
    Char,
    /// `h`
    Short,
    /// `l`
    Long,
    /// `ll`
    LongLong,
    /// `q`, an old name for `ll`
    Quad,
    /// `L`, which belongs to `long double`
    LongDouble,
    /// `j`
    Max,
    /// `z`
    Size,
    /// `Z`, an old name for `z` in glibc.
    OldSize,
    /// `t`
    Ptrdiff,
    /// What no compiler takes for one, such as `lll`.
    Invalid,
}

impl Conversion {
    /// The length modifier on a host: what is written, and then what the macro adds.
    pub fn length(&self, host: &Host) -> LengthModifier {
        if self.length_bytes == 0 && self.ending.is_none() {
            return LengthModifier::None;
        }
        let added = self.ending.map_or(&b""[..], |ending| ending.modifier(host));
        if self.length_bytes == 0 {
            return modifier(added);
        }
        let mut joined = [0; 4];
        let written = usize::from(self.length_bytes).min(3);
        joined[..written.min(2)].copy_from_slice(&self.length[..written.min(2)]);
        let total = written + added.len();
        if written > 2 || total > 2 {
            return LengthModifier::Invalid;
        }
        joined[written..total].copy_from_slice(added);
        modifier(&joined[..total])
    }

    /// True when it is `%%` in any dress: it prints a percent sign.
    pub(crate) fn is_percent(&self) -> bool {
        self.letter == b'%'
    }

    /// True when a length modifier is written, macros apart.
    pub(crate) fn has_length(&self) -> bool {
        self.length_bytes > 0
    }
}

fn modifier(text: &[u8]) -> LengthModifier {
    match text {
        b"" => LengthModifier::None,
        b"hh" => LengthModifier::Char,
        b"h" => LengthModifier::Short,
        b"l" => LengthModifier::Long,
        b"ll" => LengthModifier::LongLong,
        b"q" => LengthModifier::Quad,
        b"L" => LengthModifier::LongDouble,
        b"j" => LengthModifier::Max,
        b"z" => LengthModifier::Size,
        b"Z" => LengthModifier::OldSize,
        b"t" => LengthModifier::Ptrdiff,
        _ => LengthModifier::Invalid,
    }
}
