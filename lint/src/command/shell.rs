//! Commands of a shell, as words: quotes, escapes, expansions, arrays, here documents. Nothing is expanded:
//! what is filled in at run time is a hole. Also reads what only looks like a shell, in documentation.

use super::arguments::{self, Ground};
use super::gather::Gather;
use super::text::{HOLE, Text};
use crate::text::Span;

/// A word of a command.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// What the program gets.
    pub text: Text,
    /// Where it stands, with its quotes.
    pub raw: Span,
    /// True when a part of it stands in quotes.
    pub is_quoted: bool,
}

/// So deep commands are looked for in words of others.
pub(super) const DEEPEST: usize = 4;

/// Looks at a script.
pub(super) fn look(gather: &mut Gather) {
    let text = Text::verbatim(gather.source, 0, gather.source.len());
    for words in commands(&text) {
        let ground = ground(gather, &words);
        arguments::look(gather, &words, ground, 0);
    }
}

/// What a command of a script is taken for that names no program of QEMU's: its options may stand alone, in
/// a variable.
fn ground(gather: &Gather, words: &[Word]) -> Ground {
    let first = words.iter().find(|word| assigned(&word.text).is_none());
    let is_open = first.is_none_or(|word| matches!(word.text.bytes.first(), None | Some(&(HOLE | b'-'))));
    if is_open { gather.loose() } else { Ground::Named }
}

/// Where the value of an assignment begins, `NAME=` or `NAME+=`.
pub(super) fn assigned(text: &Text) -> Option<usize> {
    let bytes = &text.bytes;
    let name = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let plus = usize::from(bytes.get(name) == Some(&b'+'));
    let is_name = name > 0 && !bytes[0].is_ascii_digit() && bytes.get(name + plus) == Some(&b'=');
    is_name.then_some(name + plus + 1)
}

/// The commands of a text, those in substitutions and here documents behind the one that holds them.
pub(super) fn commands(text: &Text) -> Vec<Vec<Word>> {
    let mut found = Vec::new();
    let mut waiting = vec![(text.clone(), 0)];
    while let Some((text, depth)) = waiting.pop() {
        let mut lexer = Lexer {
            text: &text,
            at: 0,
            words: Vec::new(),
            is_redirected: false,
            arrays: 0,
            heredocs: Vec::new(),
            inner: Vec::new(),
            found: Vec::new(),
        };
        lexer.run();
        found.append(&mut lexer.found);
        let inner = lexer.inner;
        if depth < DEEPEST {
            waiting.extend(inner.into_iter().rev().map(|text| (text, depth + 1)));
        }
    }
    found
}

struct Lexer<'a> {
    text: &'a Text,
    at: usize,
    words: Vec<Word>,
    /// True behind `<` or `>`: the next word is a file.
    is_redirected: bool,
    /// How many arrays are open: in them a newline is a blank.
    arrays: usize,
    /// What ends the here documents that begin on this line.
    heredocs: Vec<Vec<u8>>,
    /// Texts in which there are other commands.
    inner: Vec<Text>,
    found: Vec<Vec<Word>>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.text.bytes.get(self.at + ahead).copied().unwrap_or(b'\n')
    }

    fn end_command(&mut self) {
        self.is_redirected = false;
        let words = std::mem::take(&mut self.words);
        if !words.is_empty() {
            self.found.push(words);
        }
    }

    fn run(&mut self) {
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
    fn continues(&mut self) -> bool {
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
    fn substitution_of_docs(&self) -> Option<usize> {
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
        if std::mem::take(&mut self.is_redirected) {
            // In documentation `<name>` may be meant, for a word of the command.
            let place = self.text.span(from, from);
            word = Word { raw: place, ..Word::default() };
            word.text.push(HOLE, place);
        }
        self.words.push(word);
    }

    fn take(&mut self, word: &mut Word, count: usize) {
        let end = (self.at + count).min(self.text.bytes.len());
        word.text.take(self.text, self.at, end);
        self.at = end;
    }

    fn single(&mut self, word: &mut Word) {
        word.is_quoted = true;
        self.at += 1;
        let rest = &self.text.bytes[self.at..];
        let length = memchr::memchr(b'\'', rest).unwrap_or(rest.len());
        self.take(word, length);
        self.at = (self.at + 1).min(self.text.bytes.len());
    }

    fn double(&mut self, word: &mut Word) {
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
    fn expansion(&mut self, word: &mut Word) {
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
    fn substitution(&mut self, word: &mut Word, close: u8) {
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
