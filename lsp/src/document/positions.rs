//! Bytes to lines and columns, for what is found in a document.

use super::{Encoding, Point};
use ropey::Rope;
use trace_lint::text::{Document, Span};

/// The most bytes of a line that are counted one by one; further on the rope knows.
const NEAR: usize = 1024;

/// Tells lines and columns of a document.
#[derive(Clone, Copy, Debug)]
pub struct Positions<'a> {
    /// The text, where it is open: it counts long lines faster.
    pub text: Option<&'a Rope>,
    pub document: &'a Document,
    /// What a column counts.
    pub encoding: Encoding,
}

impl Positions<'_> {
    /// The place of a byte; an offset past the end is taken for the end.
    pub fn point(&self, offset: u32) -> Point {
        let bytes = &self.document.text;
        let offset = offset.min(bytes.len() as u32);
        let line = self.document.lines.line(offset);
        let start = self.document.lines.span(bytes, line).start;
        Point { line: line as u32, column: self.width(Span { start, end: offset }) }
    }

    /// The length of a span that lies in one line, in units of the encoding.
    pub fn width(&self, span: Span) -> u32 {
        let units = match self.encoding {
            Encoding::Utf8 => span.len(),
            _ => match self.text {
                Some(text) if span.len() > NEAR => self.wide(text, span),
                _ => count(span.of(&self.document.text), self.encoding),
            },
        };
        units as u32
    }

    /// The length of a long span.
    fn wide(&self, text: &Rope, span: Span) -> usize {
        let characters = |offset: u32| text.try_byte_to_char(offset as usize).unwrap_or_default();
        let (start, end) = (characters(span.start), characters(span.end));
        if self.encoding == Encoding::Utf32 {
            return end - start;
        }
        let units = |character| text.try_char_to_utf16_cu(character).unwrap_or_default();
        units(end) - units(start)
    }
}

fn count(bytes: &[u8], encoding: Encoding) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    let text = String::from_utf8_lossy(bytes);
    match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.encode_utf16().count(),
        Encoding::Utf32 => text.chars().count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::offset;

    /// Every character's place must lead back to it, near and far.
    #[test]
    fn there_and_back() {
        let far = "é😀x".repeat(NEAR);
        for text in ["", "a\r\nb\rc\n\n", "é😀\nx", &far] {
            let rope = Rope::from_str(text);
            let document = Document::new("trace-events", text.as_bytes().to_vec());
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let positions = Positions { text: Some(&rope), document: &document, encoding };
                for (at, character) in text.char_indices().filter(|(_, character)| *character != '\n') {
                    let point = positions.point(at as u32);
                    assert_eq!(offset(&rope, point, encoding), at, "{character:?} {encoding:?}");
                }
                assert_eq!(offset(&rope, positions.point(u32::MAX), encoding), text.len());
            }
        }
    }

    #[test]
    fn columns() {
        let text = "é😀x";
        let rope = Rope::from_str(text);
        let document = Document::new("trace-events", text.as_bytes().to_vec());
        let check = |encoding, expected| {
            let point = Positions { text: Some(&rope), document: &document, encoding }.point(6);
            assert_eq!(point, Point { line: 0, column: expected });
        };
        check(Encoding::Utf8, 6);
        check(Encoding::Utf16, 3);
        check(Encoding::Utf32, 2);
    }
}
