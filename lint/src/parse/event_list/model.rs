//! An event list: a document, and its lines as QEMU reads them.

use crate::text::{Document, Span};
use std::ops::Deref;
use std::sync::Arc;

/// The most bytes that QEMU reads at a time: of a longer line the rest is a line of its own.
pub(crate) const MOST_BYTES: usize = 1023;

/// An event list: a document, and its lines as QEMU reads them.
#[derive(Clone, Debug)]
pub struct EventList {
    document: Document,
    pub lines: Vec<Line>,
}

/// What one call of `fgets` reads: a line, or a part of one that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its bytes, with the newline.
    pub span: Span,
    /// True when the one before it was cut off, and this is its rest.
    pub is_rest: bool,
    /// What QEMU makes of it.
    pub reading: Reading,
}

/// What QEMU makes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing: of at most one byte, its newline among them, nothing is read.
    Skipped,
    /// A comment: `#` is its first byte.
    Comment,
    /// `help` or `?`: the names are printed, and the program ends.
    Help,
    /// An event, or a pattern for several, to be switched.
    Setting {
        /// False behind a `-`.
        is_enabled: bool,
        /// The pattern, byte for byte.
        pattern: Span,
    },
}

impl Deref for EventList {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl EventList {
    /// Reads a list from its bytes.
    pub fn new(path: impl Into<Arc<str>>, text: Vec<u8>) -> EventList {
        let document = Document::new(path, text);
        let lines = lines(&document.text);
        EventList { document, lines }
    }

    /// True when the line ends in a newline.
    pub fn is_ended(&self, line: &Line) -> bool {
        self.bytes(line.span).last() == Some(&b'\n')
    }

    /// The line of QEMU's that holds a byte.
    pub fn line_at(&self, offset: u32) -> Option<&Line> {
        let index = self.lines.partition_point(|line| line.span.end <= offset);
        // At the end of a file without a final newline one is still in its last line.
        self.lines.get(index).or_else(|| self.lines.last().filter(|line| !self.is_ended(line)))
    }
}

/// The lines of a text as QEMU reads them.
pub fn lines(text: &[u8]) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut start, mut is_rest) = (0, false);
    while start < text.len() {
        let most = (text.len() - start).min(MOST_BYTES);
        let chunk = &text[start..start + most];
        let length = memchr::memchr(b'\n', chunk).map_or(most, |newline| newline + 1);
        let span = Span::new(start, start + length);
        found.push(Line { span, is_rest, reading: reading(text, span) });
        is_rest = text[start + length - 1] != b'\n';
        start += length;
    }
    found
}

/// What QEMU makes of the bytes of one `fgets`: they end at a NUL, and lose the last one before it,
/// whatever that is.
fn reading(text: &[u8], span: Span) -> Reading {
    let bytes = span.of(text);
    let length = memchr::memchr(0, bytes).unwrap_or(bytes.len());
    if length <= 1 {
        return Reading::Skipped;
    }
    let start = span.start as usize;
    match &bytes[..length - 1] {
        [b'#', ..] => Reading::Comment,
        b"help" | b"?" => Reading::Help,
        [b'-', ..] => {
            Reading::Setting { is_enabled: false, pattern: Span::new(start + 1, start + length - 1) }
        }
        _ => Reading::Setting { is_enabled: true, pattern: Span::new(start, start + length - 1) },
    }
}
