//! Parts a text into commands and words: separators, comments, redirections, arrays, here documents.

use super::super::text::{HOLE, Text};
use super::super::words::{Word, assigned};

/// Where reading has come to.
pub(super) struct Lexer<'a> {
    pub text: &'a Text,
    pub at: usize,
    words: Vec<Word>,
    /// True behind `<` or `>`: the next word is a file.
    is_redirected: bool,
    /// How many arrays are open: in them a newline is a blank.
    arrays: usize,
    /// What ends the here documents that begin on this line.
    heredocs: Vec<Vec<u8>>,
    /// Texts in which there are other commands.
    pub inner: Vec<Text>,
    pub found: Vec<Vec<Word>>,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a Text) -> Lexer<'a> {
        Lexer {
            text,
            at: 0,
            words: Vec::new(),
            is_redirected: false,
            arrays: 0,
            heredocs: Vec::new(),
            inner: Vec::new(),
            found: Vec::new(),
        }
    }

    pub(crate) fn peek(&self, ahead: usize) -> u8 {
        self.text.bytes.get(self.at + ahead).copied().unwrap_or(b'\n')
    }

    fn end_command(&mut self) {
        self.is_redirected = false;
        let words = std::mem::take(&mut self.words);
        if !words.is_empty() {
            self.found.push(words);
        }
    }

    pub fn run(&mut self) {
        while self.at < self.text.bytes.len() {
            match self.peek(0) {
                b'\n' => {
                    self.at += 1;
                    if self.arrays == 0 {
                        self.end_command();
                    }
                    self.here_documents();
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\\' if self.continues() => {}
                b'#' => self.skip_line(),
                b'<' if self.peek(1) == b'<' && self.peek(2) != b'<' => self.here(),
                b'<' | b'>' => {
                    self.is_redirected = true;
                    self.at += 1;
                    self.at += usize::from(matches!(self.peek(0), b'&' | b'>' | b'<'));
                }
                b'(' if self.opens_array() => {
                    self.arrays += 1;
                    self.at += 1;
                }
                b')' if self.arrays > 0 => {
                    self.arrays -= 1;
                    self.at += 1;
                    self.end_command();
                }
                b'|' if self.substitution_of_docs().is_some() => self.word(),
                b';' | b'|' | b'&' | b'(' | b')' | b'`' => {
                    self.at += 1;
                    self.end_command();
                }
                _ => self.word(),
            }
        }
        self.end_command();
    }

    /// Goes over a newline that is escaped, also twice, as in documentation.
    pub fn continues(&mut self) -> bool {
        let slashes = 1 + usize::from(self.peek(1) == b'\\');
        let carriage = usize::from(self.peek(slashes) == b'\r');
        if self.at + slashes + carriage >= self.text.bytes.len() || self.peek(slashes + carriage) != b'\n' {
            return false;
        }
        self.at += slashes + carriage + 1;
        true
    }

    fn skip_line(&mut self) {
        let rest = &self.text.bytes[self.at..];
        self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    /// True for `(` right behind `NAME=`.
    fn opens_array(&self) -> bool {
        let last = self.words.last().filter(|word| assigned(&word.text) == Some(word.text.bytes.len()));
        last.is_some_and(|word| self.text.span(self.at, self.at + 1).start == word.raw.end)
    }

    /// The length of `|name|`, which stands for a program in QEMU's documentation.
    pub(crate) fn substitution_of_docs(&self) -> Option<usize> {
        let rest = &self.text.bytes[self.at + 1..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
        (length > 0 && rest.get(length) == Some(&b'|')).then_some(length + 2)
    }

    /// `<<WORD`, or `<<-WORD`.
    fn here(&mut self) {
        self.at += 2;
        while matches!(self.peek(0), b'-' | b' ' | b'\t') {
            self.at += 1;
        }
        let from = self.at;
        while !matches!(self.peek(0), b' ' | b'\t' | b'\n' | b'\r' | b';' | b'|' | b'&' | b')' | b'>') {
            self.at += 1;
        }
        let mut word = self.text.bytes[from..self.at.min(self.text.bytes.len())].to_vec();
        word.retain(|byte| !b"'\"\\".contains(byte));
        if !word.is_empty() {
            self.heredocs.push(word);
        }
    }

    /// Takes the bodies of the here documents that began on the line before.
    fn here_documents(&mut self) {
        for end in std::mem::take(&mut self.heredocs) {
            let from = self.at;
            while self.at < self.text.bytes.len() {
                let start = self.at;
                self.skip_line();
                let is_end = self.text.bytes[start..self.at].trim_ascii() == end;
                self.at = (self.at + 1).min(self.text.bytes.len());
                if is_end {
                    self.inner.push(self.text.part(from, start));
                    break;
                }
            }
        }
    }

    fn word(&mut self) {
        let from = self.at;
        let mut word = Word::default();
        while self.at < self.text.bytes.len() {
            match self.peek(0) {
                b' ' | b'\t' | b'\r' | b'\n' | b';' | b'&' | b'(' | b')' | b'<' | b'>' => break,
                b'|' => match self.substitution_of_docs() {
                    Some(length) => self.take(&mut word, length),
                    None => break,
                },
                b'`' => self.substitution(&mut word, b'`'),
                b'\\' if self.continues() => {}
                b'\\' => {
                    self.at += 1;
                    self.take(&mut word, 1);
                }
                b'\'' => self.single(&mut word),
                b'"' => self.double(&mut word),
                b'$' => self.expansion(&mut word),
                _ => self.take(&mut word, 1),
            }
        }
        word.raw = self.text.span(from, self.at);
        word.text.stand_at(word.raw.start);
        if std::mem::take(&mut self.is_redirected) {
            // In documentation `<name>` may be meant, for a word of the command.
            let place = self.text.span(from, from);
            word = Word { raw: place, ..Word::default() };
            word.text.push(HOLE, place);
        }
        self.words.push(word);
    }
}
