//! The conversion that fits a type on every host, and how it is spelt in a format.

use super::conversion::{Amount, Conversion};
use super::ctype::{Base, CType};
use super::format::Format;
use crate::text::Span;

/// A conversion without its `%`, flags, width and precision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Inside the string: `zx`, `d`, `s`.
    Plain(String),
    /// A macro beside the string: `PRIx64`.
    Macro(String),
}

impl Spelling {
    /// As it is written in the middle of a string: `%zx`, or `%" PRIx64 "`.
    pub fn quoted(&self, directive: &str) -> String {
        match self {
            Spelling::Plain(text) => format!("%{directive}{text}"),
            Spelling::Macro(name) => format!("%{directive}\" {name} \""),
        }
    }
}

/// What stands between the `%` and the length modifier, without what does not go with a new letter.
pub fn directive(format: &Format, conversion: &Conversion, spelling: &Spelling) -> String {
    let written = &format.text[conversion.start + 1..conversion.end];
    let length = written.iter().take_while(|byte| b"-+ #0'*.123456789$".contains(byte)).count();
    let written = std::str::from_utf8(&written[..length]).unwrap_or("");
    let (head, precision) = written.split_at(written.find('.').unwrap_or(written.len()));
    let position = if conversion.position > 0 { head.find('$').map_or(0, |at| at + 1) } else { 0 };
    let (position, rest) = head.split_at(position);
    let (flags, width) =
        rest.split_at(rest.find(|character| !"-+ #0'".contains(character)).unwrap_or(rest.len()));
    let lost = match spelling.letter() {
        Some(b'd' | b'i') => "#",
        Some(b'u') => "#+ ",
        Some(b'o' | b'x' | b'X') => "+ '",
        _ => "+ #0'",
    };
    let precision = if spelling.letter() == Some(b'p') { "" } else { precision };
    // Of the conversions of integers a precision takes the flag `0` away (C11 7.21.6.1).
    let is_lost = |flag| lost.contains(flag) || flag == '0' && !precision.is_empty();
    let flags: String = flags.chars().filter(|flag| !is_lost(*flag)).collect();
    format!("{position}{flags}{width}{precision}")
}

impl Spelling {
    fn letter(&self) -> Option<u8> {
        match self {
            Spelling::Plain(text) => text.bytes().last(),
            Spelling::Macro(name) => name.as_bytes().get(3).copied(),
        }
    }
}

/// The edit that respells a conversion: its span in the file and the new text. `None` where the
/// conversion is written in more than one string or with escapes, or would take fewer arguments.
pub fn respell(
    text: &[u8],
    format: &Format,
    conversion: &Conversion,
    spelling: &Spelling,
) -> Option<(Span, String)> {
    let span = conversion.span;
    let literal =
        &format.literals[..format.literals.partition_point(|literal| literal.span.start <= span.start)];
    let literal = literal.last().filter(|literal| span.start < literal.span.end)?;
    let directive = directive(format, conversion, spelling);
    let is_star = |amount| usize::from(matches!(amount, Amount::Star | Amount::StarPosition(_)));
    if directive.matches('*').count() != is_star(conversion.width) + is_star(conversion.precision) {
        return None; // the conversions behind it would take other arguments
    }
    let new = match spelling {
        Spelling::Plain(text) => format!("%{directive}{text}"),
        Spelling::Macro(name) => format!("%{directive}\" {name}"),
    };
    let is_macro = matches!(spelling, Spelling::Macro(_));
    if conversion.ending.is_none() {
        if span.len() != conversion.end - conversion.start || span.end >= literal.span.end {
            return None;
        }
        let at_quote = span.end + 1 == literal.span.end;
        let is_glued = text.get(literal.span.end as usize).is_some_and(|next| !b"\" \t\r\n".contains(next));
        return Some(match (is_macro, at_quote) {
            (false, _) => (span, new),
            (true, true) if is_glued => (Span { start: span.start, end: literal.span.end }, new + " "),
            (true, true) => (Span { start: span.start, end: literal.span.end }, new),
            (true, false) => (span, new + " \""),
        });
    }
    let in_one_literal =
        Span { start: span.start, end: literal.span.end }.len() == conversion.end - conversion.start + 1;
    if !in_one_literal {
        return None;
    }
    if is_macro {
        return Some((span, new));
    }
    let rest = &text[span.end as usize..format.span.end as usize];
    let blanks = rest.len() - rest.trim_ascii_start().len();
    match rest.get(blanks) {
        Some(b'"') => Some((Span { start: span.start, end: span.end + blanks as u32 + 1 }, new)),
        _ => Some((span, new + "\"")),
    }
}

/// The spelling that fits `ctype` on every host and keeps the radix of `letter`.
pub fn fitting(ctype: CType, letter: u8) -> Spelling {
    if ctype.is_string() {
        return Spelling::Plain(if letter == b'p' { "p" } else { "s" }.into());
    }
    if ctype.pointer.is_some() {
        return Spelling::Plain("p".into());
    }
    let letter = match letter {
        b'o' | b'x' | b'X' => letter as char,
        _ if ctype.base.is_unsigned() && ctype.base != Base::Bool => 'u',
        _ => 'd',
    };
    match ctype.base {
        Base::Int64 | Base::Uint64 => Spelling::Macro(format!("PRI{letter}64")),
        Base::Uintptr => Spelling::Macro(format!("PRI{letter}PTR")),
        Base::Size | Base::Ssize => Spelling::Plain(format!("z{letter}")),
        Base::Ptrdiff => Spelling::Plain(format!("t{letter}")),
        Base::Long | Base::UnsignedLong => Spelling::Plain(format!("l{letter}")),
        Base::LongLong | Base::UnsignedLongLong => Spelling::Plain(format!("ll{letter}")),
        _ => Spelling::Plain(letter.to_string()),
    }
}
