//! The text of an open document, and the only place that edits it. Positions come in as lines and
//! columns in the encoding agreed on with the client; what lies outside the text is brought inside,
//! as the protocol asks: past the last line is the end, past a line's end is before its newline, and
//! the middle of a character is its beginning.

pub mod positions;

use ropey::Rope;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Line, counted from 0. Lines end in `\n`, `\r\n` or a lone `\r`.
    pub line: u32,
    /// Column, counted from 0 in units of an [`Encoding`].
    pub column: u32,
}

/// Replaces what stands between two points, in any order, by `new`; the whole text when there are none.
pub fn edit(text: &mut Rope, range: Option<(Point, Point)>, new: &str, encoding: Encoding) {
    let Some((one, other)) = range else {
        *text = Rope::from_str(new);
        return;
    };
    let (one, other) = (character(text, one, encoding), character(text, other, encoding));
    let (start, end) = (one.min(other), one.max(other));
    let edited = text.try_remove(start..end).and_then(|()| text.try_insert(start, new));
    if let Err(error) = edited {
        // Both are inside the text; should they not be, nothing is edited.
        tracing::error!("an edit failed: {error}");
    }
}

/// The offset of a point, in bytes.
pub fn offset(text: &Rope, point: Point, encoding: Encoding) -> usize {
    let character = character(text, point, encoding);
    text.try_char_to_byte(character).unwrap_or_else(|_| text.len_bytes())
}

/// The offset of a point, in characters.
fn character(text: &Rope, point: Point, encoding: Encoding) -> usize {
    let (Some(line), Ok(start)) =
        (text.get_line(point.line as usize), text.try_line_to_char(point.line as usize))
    else {
        return text.len_chars();
    };
    let newline = line.chars_at(line.len_chars()).reversed().take_while(|last| matches!(last, '\n' | '\r'));
    let length = line.len_chars() - newline.take(2).count();
    let column = point.column as usize;
    let column = match encoding {
        Encoding::Utf8 => line.byte_to_char(column.min(line.char_to_byte(length))),
        Encoding::Utf16 => line.utf16_cu_to_char(column.min(line.char_to_utf16_cu(length))),
        Encoding::Utf32 => column.min(length),
    };
    start + column
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Utf8, Utf16, Utf32};

    fn point(line: u32, column: u32) -> Point {
        Point { line, column }
    }

    #[test]
    fn points_are_brought_inside() {
        let text = Rope::from_str("a😀b\r\nécd\r\re\u{2028}f\n");
        let check = |line, column, encoding, expected| {
            assert_eq!(
                offset(&text, point(line, column), encoding),
                expected,
                "{line}:{column} {encoding:?}"
            );
        };
        check(0, 0, Utf16, 0);
        check(0, 1, Utf16, 1);
        // The middle of a surrogate pair is the beginning of the character.
        check(0, 2, Utf16, 1);
        check(0, 3, Utf16, 5);
        check(0, 4, Utf16, 6);
        // Inside a CRLF is before it, and so is everything past it.
        check(0, 5, Utf16, 6);
        check(0, 999, Utf16, 6);
        check(0, u32::MAX, Utf8, 6);
        check(0, u32::MAX, Utf32, 6);
        check(0, 3, Utf8, 1);
        check(0, 5, Utf8, 5);
        check(0, 2, Utf32, 5);
        check(1, 1, Utf16, 10);
        check(1, 1, Utf8, 8);
        check(1, 2, Utf8, 10);
        check(1, 9, Utf8, 12);
        check(2, 0, Utf16, 13);
        check(2, 7, Utf16, 13);
        // U+2028 ends no line.
        check(3, 9, Utf16, 19);
        check(4, 0, Utf16, 20);
        check(5, 0, Utf16, 20);
        check(u32::MAX, u32::MAX, Utf16, 20);
    }

    #[test]
    fn edits() {
        let check = |text: &str, range: Option<(Point, Point)>, new: &str, expected: &str| {
            let mut rope = Rope::from_str(text);
            edit(&mut rope, range, new, Utf16);
            assert_eq!(rope.to_string(), expected);
        };
        check("ab\ncd", Some((point(0, 1), point(1, 1))), "X", "aXd");
        check("ab\ncd", Some((point(1, 1), point(0, 1))), "X", "aXd");
        check("ab\ncd", Some((point(9, 9), point(9, 9))), "\n", "ab\ncd\n");
        check("a😀b", Some((point(0, 2), point(0, 3))), "", "ab");
        check("a\r\nb", Some((point(0, 2), point(1, 0))), "", "ab");
        check("a\r", Some((point(1, 0), point(1, 0))), "\nb", "a\r\nb");
        check("", Some((point(0, 0), point(0, 5))), "x", "x");
        check("anything", None, "new\n", "new\n");
    }
}
