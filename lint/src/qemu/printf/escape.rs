//! String literals: their contents, with escape sequences decoded as a C compiler decodes them.

use super::format::{Format, Literal, Problem, ProblemKind};
use super::piece::Piece;
use super::scan::first_length;

impl Format {
    /// Appends the contents of a string literal.
    pub(super) fn literal(&mut self, text: &[u8], piece: Piece, closed: bool) {
        self.literals.push(Literal { span: piece.span, start: self.text.len(), is_closed: closed });
        if !closed {
            self.problems.push(Problem { span: piece.span, kind: ProblemKind::Unclosed });
        }
        let end = piece.span.end as usize - usize::from(closed);
        let mut at = piece.span.start as usize + 1;
        while at < end {
            match text[at] {
                b'\\' => at = self.escape(text, at, end),
                0 => {
                    self.problem(at, at + 1, ProblemKind::Nul);
                    self.push(0, at);
                    at += 1;
                }
                _ => {
                    let length = memchr::memchr2(b'\\', 0, &text[at..end]).unwrap_or(end - at);
                    self.append(&text[at..at + length], at);
                    at += length;
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
        if let Some(after) = self.delimited(text, at, end) {
            return after;
        }
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
                let wanted = if letter == b'u' { 4 } else { 8 };
                let end = at + 2 + digits(16, wanted);
                let value = number(&text[at + 2..end], 16);
                // One digit too few makes no character at all.
                self.universal_name(at, end, if end == at + 2 + wanted { value } else { 0 });
                return end;
            }
            _ => {
                let next = at + 1 + first_length(&text[at + 1..end]);
                self.problem(at, next, ProblemKind::UnknownEscape);
                text[at + 1..next].iter().for_each(|&byte| self.push(byte, at));
                return next;
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

    /// `\x{…}`, `\o{…}` and `\u{…}`, of C2y; returns where it ends.
    fn delimited(&mut self, text: &[u8], at: usize, end: usize) -> Option<usize> {
        let base = match text[at + 1] {
            b'x' | b'u' => 16,
            b'o' => 8,
            _ => return None,
        };
        let inner = text[at + 2..end].strip_prefix(b"{")?;
        let length = inner.iter().take_while(|&&byte| (byte as char).is_digit(base)).count();
        if length == 0 || inner.get(length) != Some(&b'}') {
            return None;
        }
        let after = at + 2 + length + 2;
        let value = number(&inner[..length], base);
        let is_name = text[at + 1] == b'u';
        let kind = if !is_name && value > 255 { ProblemKind::OutOfRange } else { ProblemKind::Delimited };
        self.problem(at, after, kind);
        match is_name {
            true => self.universal_name(at, after, value),
            false => self.push(value as u8, at),
        }
        Some(after)
    }

    /// The character that the escape sequence at `at..end` names, if C allows it (C11 6.4.3).
    fn universal_name(&mut self, at: usize, end: usize, value: u32) {
        let allowed = value >= 0xa0 || matches!(value, 0x24 | 0x40 | 0x60);
        match char::from_u32(value).filter(|_| allowed) {
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
    }
}

/// The value of a run of digits, at most `u32::MAX`.
fn number(digits: &[u8], base: u32) -> u32 {
    digits.iter().fold(0u32, |value, &digit| {
        value.saturating_mul(base).saturating_add((digit as char).to_digit(base).unwrap_or(0))
    })
}
