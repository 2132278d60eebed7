//! The conversion that fits a type on every host, and how it is spelt in a format.

use super::conversion::Conversion;
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

/// What stands between the `%` and the length modifier, as far as it goes with a new letter.
pub fn directive<'a>(format: &'a Format, conversion: &Conversion, spelling: &Spelling) -> &'a str {
    let written = &format.text[conversion.start + 1..conversion.end];
    let kept = written.iter().take_while(|byte| b"-+ #0'*.123456789$".contains(byte)).count();
    let directive = std::str::from_utf8(&written[..kept]).unwrap_or("");
    let is_bare = match spelling {
        Spelling::Plain(letter) if letter == "p" => directive.contains(|flag| "+ #0'.".contains(flag)),
        Spelling::Plain(letter) if letter == "s" => directive.contains(|flag| "+ #0'".contains(flag)),
        Spelling::Plain(_) | Spelling::Macro(_) => {
            let decimal = spelling.letter().is_some_and(|letter| b"diu".contains(&letter));
            (decimal && directive.contains('#'))
                || (!decimal && directive.contains(|flag| "+ '".contains(flag)))
        }
    };
    if is_bare { "" } else { directive }
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
/// conversion is written in more than one string or with escapes.
pub fn respell(
    text: &[u8],
    format: &Format,
    conversion: &Conversion,
    spelling: &Spelling,
) -> Option<(Span, String)> {
    let span = conversion.span;
    let literal =
        format.literals.iter().find(|literal| literal.span.range().contains(&(span.start as usize)))?;
    let directive = directive(format, conversion, spelling);
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
        return Some(match (is_macro, at_quote) {
            (false, _) => (span, new),
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
