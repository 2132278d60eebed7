//! Finds the conversion specifications in a format.

use super::conversion::{Amount, Conversion};
use super::flags::{FLAGS, Flags};
use super::format::Format;
use crate::text::Span;

/// The length of the first character; of a byte that is no character, 1.
pub(super) fn first_length(text: &[u8]) -> usize {
    // A character is at most four bytes long: the rest is not looked at.
    let first = text[..text.len().min(4)].utf8_chunks().next();
    first.and_then(|chunk| chunk.valid().chars().next()).map_or(1, char::len_utf8)
}

/// Finds the conversion specifications of a format, and marks the macros that end one.
pub(super) fn scan(format: &mut Format) -> Vec<Conversion> {
    let mut conversions = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'%', &format.text[at..]) {
        let conversion = Scanner { format, at: at + found + 1 }.conversion(at + found);
        at = conversion.end;
        conversions.push(conversion);
    }
    conversions
}

struct Scanner<'a> {
    format: &'a mut Format,
    at: usize,
}

impl Scanner<'_> {
    /// The next byte, unless a macro stands before it.
    fn peek(&self) -> Option<u8> {
        let macro_here = self.macro_here().is_some();
        if macro_here { None } else { self.format.text.get(self.at).copied() }
    }

    fn macro_here(&self) -> Option<usize> {
        let first = self.format.macros.partition_point(|word| word.at < self.at);
        let here = self.format.macros.get(first)?;
        // A macro right before the `%` is not in the specification.
        (here.at == self.at).then_some(first)
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// A run of digits; `None` when there is none.
    fn number(&mut self) -> Option<u32> {
        let mut value = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            value = Some(value.unwrap_or(0u32).saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        }
        value
    }

    /// `n$`, or nothing at all.
    fn position(&mut self) -> Option<u32> {
        let start = self.at;
        match self.number() {
            Some(number) if self.take(b'$') => Some(number),
            _ => {
                self.at = start;
                None
            }
        }
    }

    fn star(&mut self) -> Amount {
        match self.position() {
            Some(position) => Amount::StarPosition(position),
            None => Amount::Star,
        }
    }

    fn conversion(mut self, start: usize) -> Conversion {
        let position = self.position();
        let mut flags = Flags::default();
        while let Some((flag, _)) = self.peek().and_then(|byte| FLAGS.iter().find(|(_, flag)| *flag == byte))
        {
            flags.add(*flag);
            self.at += 1;
        }
        let width =
            if self.take(b'*') { self.star() } else { self.number().map_or(Amount::None, Amount::Number) };
        let precision = if !self.take(b'.') {
            Amount::None
        } else if self.take(b'*') {
            self.star()
        } else {
            self.number().map_or(Amount::Dot, Amount::Number)
        };
        let mut length = [0; 2];
        let mut length_bytes = 0;
        while let Some(byte @ (b'h' | b'l' | b'j' | b'z' | b'Z' | b't' | b'L' | b'q')) = self.peek() {
            if let Some(place) = length.get_mut(usize::from(length_bytes)) {
                *place = byte;
            }
            length_bytes = (length_bytes + 1).min(3);
            self.at += 1;
        }
        let mut conversion = Conversion {
            span: Span::default(),
            start,
            end: self.at,
            // `%0$d` names no argument: keep it apart from an absent position.
            position: position.map_or(0, |position| if position == 0 { u32::MAX } else { position }),
            flags,
            width,
            precision,
            length,
            length_bytes,
            ending: None,
            letter: 0,
        };
        self.letter(&mut conversion);
        conversion
    }

    fn letter(self, conversion: &mut Conversion) {
        let written = self.format.source(conversion.start, self.at);
        match self.macro_here() {
            Some(index) => {
                let word = &mut self.format.macros[index];
                word.used = true;
                conversion.ending = word.known;
                conversion.letter = word.known.map_or(0, |known| known.letter);
                conversion.span = written.to(word.span);
            }
            None => {
                if let Some(&letter) = self.format.text.get(self.at) {
                    conversion.letter = letter;
                    // A character of several bytes is shown whole, and so is the width behind C23's `w`.
                    conversion.end += first_length(&self.format.text[self.at..]);
                    if letter == b'w' {
                        conversion.end += width_length(&self.format.text[conversion.end..]);
                    }
                }
                conversion.span = self.format.source(conversion.start, conversion.end);
            }
        }
    }
}

/// The length of what makes a conversion of the `w` before it, such as `32d` or `f16x`; 0 where nothing does.
fn width_length(text: &[u8]) -> usize {
    let fast = usize::from(text.first() == Some(&b'f'));
    let digits = text[fast..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let letter = text.get(fast + digits).filter(|letter| b"dioxXubB".contains(letter));
    if digits > 0 && letter.is_some() { fast + digits + 1 } else { 0 }
}
