//! Positions in text: byte spans, lines, and the one place where bytes become columns.
//!
//! It never reads a file and knows nothing of trace-events: only bytes.

#[cfg(any(test, feature = "fixture"))]
pub mod fixture;
pub mod mail;
pub mod nearest;
pub mod patch;
mod relative;

pub use relative::RelativeTo;
use std::borrow::Cow;
use std::sync::Arc;

/// A half-open range of bytes of one file, counted from its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// The empty span at `offset`.
    pub fn empty(offset: usize) -> Span {
        Span::new(offset, offset)
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True when no byte is in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The number of bytes in it.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// The span as a range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` that it names.
    pub fn of(self, text: &[u8]) -> &[u8] {
        &text[self.range()]
    }

    /// The bytes it names as text; what is not UTF-8 shows as U+FFFD.
    pub fn text(self, text: &[u8]) -> Cow<'_, str> {
        String::from_utf8_lossy(self.of(text))
    }
}

/// A file's bytes and lines, under the path that is shown for it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    pub text: Vec<u8>,
    /// Where its lines begin.
    pub lines: LineIndex,
}

impl Document {
    /// A file of that path and those bytes.
    pub fn new(path: impl Into<Arc<str>>, text: Vec<u8>) -> Document {
        Document { path: path.into(), lines: LineIndex::new(&text), text }
    }

    /// The bytes of a span.
    pub fn bytes(&self, span: Span) -> &[u8] {
        span.of(&self.text)
    }

    /// The line and column of a byte; an offset past the end is taken for the end.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset)
    }
}

/// A place as people and JSON name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1 in Unicode characters; an undecodable byte sequence counts as one.
    pub column: usize,
}

/// Where each line of a file begins. Lines end in `\n`, `\r\n` or a lone `\r`,
/// as for tracetool, which reads its input with Python's universal newlines.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// In long lines, so that no column is counted from afar: places, and the characters of their
    /// line before each.
    marks: Vec<(u32, u32)>,
}

/// The number of bytes without a mark in a long line, and the length of a line that has none.
const MARK: usize = 1024;

impl LineIndex {
    /// Finds the line starts of `text`.
    pub fn new(text: &[u8]) -> LineIndex {
        let mut index = LineIndex { starts: vec![0], marks: Vec::new() };
        let mut start = 0;
        for at in memchr::memchr2_iter(b'\n', b'\r', text) {
            if text[at] == b'\n' || text.get(at + 1) != Some(&b'\n') {
                index.mark(text, start, at);
                start = at + 1;
                index.starts.push(start as u32);
            }
        }
        index.mark(text, start, text.len());
        index
    }

    /// Sets the marks of one line.
    fn mark(&mut self, text: &[u8], start: usize, end: usize) {
        let (mut at, mut characters, mut next) = (start, 0, start + MARK);
        if end < next {
            return;
        }
        let lengths = text[start..end].utf8_chunks().flat_map(|chunk| {
            let invalid = Some(chunk.invalid().len()).filter(|&length| length > 0);
            chunk.valid().chars().map(char::len_utf8).chain(invalid)
        });
        for length in lengths {
            if at >= next {
                self.marks.push((at as u32, characters));
                next = at + MARK;
            }
            at += length;
            characters += 1;
        }
    }

    /// The number of lines; what follows the last newline counts as one, even when it is empty.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line, counted from 0, that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Where a line, counted from 0, begins.
    pub fn start(&self, line: usize) -> Option<u32> {
        self.starts.get(line).copied()
    }

    /// The bytes of a line, counted from 0, without its newline.
    pub fn span(&self, text: &[u8], line: usize) -> Span {
        let start = self.starts[line] as usize;
        let mut end = self.starts.get(line + 1).map_or(text.len(), |&next| next as usize);
        while end > start && matches!(text[end - 1], b'\n' | b'\r') {
            end -= 1;
        }
        Span::new(start, end)
    }

    /// The line and column of a byte; an offset past the end is taken for the end.
    pub fn position(&self, text: &[u8], offset: u32) -> Position {
        let offset = offset.min(text.len() as u32);
        let line = self.line(offset);
        let marks = &self.marks[..self.marks.partition_point(|&(at, _)| at <= offset)];
        let start = (self.starts[line], 0);
        let (at, marked) = marks.last().copied().filter(|&(at, _)| at > start.0).unwrap_or(start);
        let before = &text[at as usize..offset as usize];
        Position { line: line + 1, column: 1 + marked as usize + characters(before) }
    }
}

/// The number of Unicode characters in `text`; an undecodable byte sequence counts as one.
fn characters(text: &[u8]) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.utf8_chunks()
        .map(|chunk| chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty()))
        .sum()
}

/// `text` fit to be shown: control characters, and what could turn the direction of a
/// terminal's text, become escapes, so that nothing from a file drives the terminal.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_unprintable(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// As [`printable`], with the text's lines and tabs as they are.
pub(crate) fn lines_printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for piece in text.split_inclusive(['\n', '\t']) {
        let (words, end) = match piece.strip_suffix(['\n', '\t']) {
            Some(words) => piece.split_at(words.len()),
            None => (piece, ""),
        };
        shown += &printable(words);
        shown += end;
    }
    shown
}

/// The first characters of `text`, fit to be shown, and `…` where there are more.
pub fn cut(text: &[u8], characters: usize) -> String {
    // A character is at most four bytes long: what lies behind is not looked at.
    let near = String::from_utf8_lossy(&text[..text.len().min(4 * (characters + 1))]);
    match near.char_indices().nth(characters) {
        None => printable(&near).into_owned(),
        Some((end, _)) => printable(&near[..end]).into_owned() + "…",
    }
}

/// What ends the first line of a text, and so the lines that are added to it.
pub fn newline(text: &[u8]) -> &'static str {
    match memchr::memchr2(b'\n', b'\r', text) {
        Some(at) if text[at..].starts_with(b"\r\n") => "\r\n",
        Some(at) if text[at] == b'\r' => "\r",
        _ => "\n",
    }
}

/// "1 file", "2 files".
pub(crate) fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// True for what must not reach a terminal as it is.
pub fn is_unprintable(character: char) -> bool {
    // Unicode 16: control characters, separators of lines, and what is Default_Ignorable_Code_Point, which has
    // no shape of its own, but for the selectors of a shape that emoji are written with.
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_python_reads_them() {
        let text = b"a\nb\r\nc\rd\n\r\ne";
        let index = LineIndex::new(text);
        let lines: Vec<_> =
            (0..index.count()).map(|line| index.span(text, line).text(text).into_owned()).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "", "e"]);
    }

    #[test]
    fn columns_are_characters() {
        let text = "a\né😀x".as_bytes();
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 8), Position { line: 2, column: 3 });
        assert_eq!(index.position(text, 999), Position { line: 2, column: 4 });
        let long = "é\u{1b}😀".repeat(1000);
        let check = |offset, column| {
            let found = LineIndex::new(long.as_bytes()).position(long.as_bytes(), offset);
            assert_eq!(found, Position { line: 1, column }, "{offset}");
        };
        check(0, 1);
        check(1021, 439);
        check(3500, 1501);
        check(7000, 3001);
        let bytes = b"\xe2\x82a";
        assert_eq!(LineIndex::new(bytes).position(bytes, 2), Position { line: 1, column: 2 });
    }

    #[test]
    fn control_characters_are_shown_as_escapes() {
        assert_eq!(printable("a\x1b[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
        assert!(matches!(printable("plain é"), Cow::Borrowed(_)));
        assert_eq!(lines_printable("a\tb\x1b\r\n\u{9b}\n"), "a\tb\\u{1b}\\u{d}\n\\u{9b}\n");
    }

    #[test]
    fn what_has_no_shape_is_unprintable() {
        let invisible = "\u{61c}\u{ad}\u{180e}\u{200b}\u{202e}\u{2066}\u{206f}\u{feff}\u{fff9}\u{fffb}\u{e0001}\u{e007f}\u{9b}\u{7f}\r";
        for character in invisible.chars() {
            assert!(is_unprintable(character), "{}", character.escape_unicode());
        }
        for character in "aé ﷺ漢😀\u{fe0f}\u{301}\u{fffd}".chars() {
            assert!(!is_unprintable(character), "{}", character.escape_unicode());
        }
    }
}
