//! A text and its edits by the letter of the protocol, slow and plain: what the server's is held to.

use trace_lint_tests::random::Random;

/// A text.
pub struct Model {
    pub text: String,
    pub encoding: &'static str,
}

impl Model {
    /// The offset of a position: each line is searched, each character counted.
    fn offset(&self, line: usize, column: usize) -> usize {
        let mut rest = &self.text[..];
        for _ in 0..line {
            let Some(end) = rest.find(['\n', '\r']) else { return self.text.len() };
            let newline = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
            rest = &rest[end + newline..];
        }
        let start = self.text.len() - rest.len();
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let mut at = 0;
        let mut units = 0;
        for character in line.chars() {
            units += self.units(character);
            if units > column {
                break;
            }
            at += character.len_utf8();
        }
        start + at
    }

    fn units(&self, character: char) -> usize {
        match self.encoding {
            "utf-8" => character.len_utf8(),
            "utf-16" => character.len_utf16(),
            _ => 1,
        }
    }

    /// Replaces a range.
    pub fn change(&mut self, [line, column, end_line, end_column]: [usize; 4], new: &str) {
        let (one, other) = (self.offset(line, column), self.offset(end_line, end_column));
        self.text.replace_range(one.min(other)..one.max(other), new);
    }

    /// A range that may begin in the middle of a character, end before it begins, or lie outside.
    pub fn any_range(&self, random: &mut Random) -> [usize; 4] {
        let lines = self.text.matches(['\n', '\r']).count() + 1;
        let line = random.below(lines + 2);
        let column = random.below(70);
        let end_line = if random.one_in(8) { random.below(lines + 2) } else { line };
        let end_column = if random.one_in(2) { column } else { random.below(90) };
        if random.one_in(500) {
            return [line, 2_000_000_000, end_line + 1_000_000, 0];
        }
        [line, column, end_line, end_column]
    }
}

/// Pieces of text that edits are made of.
pub const PIECES: [&str; 16] = [
    "",
    "",
    "",
    "a",
    "😀",
    "é",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "%d",
    r#"""#,
    r#"(int a, char *b) "a=%s""#,
    "# file.c\n",
    r#"foo(uint64_t x, const char *name) "x=0x%x 😀 name=%s"
"#,
    "disable bar(void) \"no\u{301}thing\"\r\nqux(int a) \"%\" PRIx64\r\n",
];
