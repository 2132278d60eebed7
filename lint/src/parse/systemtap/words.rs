//! The words of a script, read one after the other.

use super::lexer::Word;

/// The words of a text.
pub(super) struct Words<'a> {
    pub text: &'a [u8],
    pub all: Vec<Word>,
}

impl<'a> Words<'a> {
    /// The bytes of a word.
    pub fn of(&self, word: Word) -> &'a [u8] {
        word.span.of(self.text)
    }

    /// True for a word of these bytes at a place.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.all.get(at).is_some_and(|it| self.of(*it) == word.as_bytes())
    }

    /// The block that begins behind a place, braces among it. Braces in the points of a probe stand behind
    /// a `.` or one another, or before one.
    pub(super) fn block(&self, from: usize) -> std::ops::Range<usize> {
        let (mut depth, mut start) = (0usize, None);
        for at in from..self.all.len() {
            match self.of(self.all[at]) {
                b"{" => {
                    let is_part =
                        at > 0 && matches!(self.of(self.all[at - 1]), b"." | b"," | b"=" | b"probe");
                    if start.is_none() && depth == 0 && !is_part {
                        start = Some(at);
                    }
                    depth += 1;
                }
                b"}" => {
                    depth = depth.saturating_sub(1);
                    if let Some(start) = start.filter(|_| depth == 0) {
                        return start..at + 1;
                    }
                }
                _ => {}
            }
        }
        start.unwrap_or(self.all.len())..self.all.len()
    }
}
