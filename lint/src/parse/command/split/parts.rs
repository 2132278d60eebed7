//! The parts of a word: what stands in quotes, and what a shell fills in.

use super::super::text::HOLE;
use super::super::words::Word;
use super::lexer::Lexer;

impl Lexer<'_> {
    pub fn take(&mut self, word: &mut Word, count: usize) {
        let end = (self.at + count).min(self.text.bytes.len());
        word.text.take(self.text, self.at, end);
        self.at = end;
    }

    pub fn single(&mut self, word: &mut Word) {
        word.is_quoted = true;
        self.at += 1;
        let rest = &self.text.bytes[self.at..];
        let length = memchr::memchr(b'\'', rest).unwrap_or(rest.len());
        self.take(word, length);
        self.at = (self.at + 1).min(self.text.bytes.len());
    }

    pub fn double(&mut self, word: &mut Word) {
        word.is_quoted = true;
        self.at += 1;
        while self.at < self.text.bytes.len() {
            match self.peek(0) {
                b'"' => {
                    self.at += 1;
                    return;
                }
                b'\\' if self.continues() => {}
                b'\\' if b"\"\\$`".contains(&self.peek(1)) => {
                    self.at += 1;
                    self.take(word, 1);
                }
                b'`' => self.substitution(word, b'`'),
                b'$' => self.expansion(word),
                _ => self.take(word, 1),
            }
        }
    }

    /// `$name`, `${…}`, `$(…)`, `$'…'`, or a dollar.
    pub fn expansion(&mut self, word: &mut Word) {
        let from = self.at;
        match self.peek(1) {
            b'(' => return self.substitution(word, b')'),
            b'{' => {
                let rest = &self.text.bytes[from..];
                self.at += memchr::memchr(b'}', rest).map_or(rest.len(), |end| end + 1);
            }
            first if first.is_ascii_alphabetic() || first == b'_' => {
                let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
                self.at += 1 + self.text.bytes[from + 1..].iter().take_while(is_part).count();
            }
            first if first.is_ascii_digit() || b"@*#?!$-".contains(&first) => self.at += 2,
            b'\'' | b'"' => self.at += 1,
            _ => return self.take(word, 1),
        }
        self.at = self.at.min(self.text.bytes.len());
        word.text.push(HOLE, self.text.span(from, self.at));
    }

    /// A command whose output is filled in, which is looked at by itself.
    pub(crate) fn substitution(&mut self, word: &mut Word, close: u8) {
        let from = self.at;
        self.at += if close == b')' { 2 } else { 1 };
        let start = self.at;
        let mut depth = 1;
        while self.at < self.text.bytes.len() && depth > 0 {
            match self.peek(0) {
                b'\\' => self.at += 1,
                b'\'' if close == b')' => {
                    let rest = &self.text.bytes[self.at + 1..];
                    self.at += memchr::memchr(b'\'', rest).map_or(0, |length| length + 1);
                }
                b'(' if close == b')' => depth += 1,
                byte if byte == close => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(self.text.bytes.len());
        let end = self.at.saturating_sub(1).max(start).min(self.text.bytes.len());
        if start < end {
            self.inner.push(self.text.part(start, end));
        }
        word.text.push(HOLE, self.text.span(from, self.at));
    }
}
