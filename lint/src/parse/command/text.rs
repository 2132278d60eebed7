//! Bytes as a program gets them, and where in the source each stands: quotes and escapes lie between.

use crate::text::Span;

/// Stands for what is filled in at run time.
pub(super) const HOLE: u8 = 0;

/// Bytes with their places. [`HOLE`] stands for what nobody knows.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub bytes: Vec<u8>,
    /// The place of each.
    places: Vec<Span>,
    /// Where it stands when it is empty.
    start: u32,
}

impl Text {
    /// A part of a source as it stands there.
    pub(crate) fn verbatim(source: &[u8], start: usize, end: usize) -> Text {
        let places = (start..end).map(|at| Span::new(at, at + 1)).collect();
        Text { bytes: source[start..end].to_vec(), places, start: start as u32 }
    }

    /// A string of JSON: of escapes only those that matter to a command.
    pub(crate) fn of_string(source: &[u8], span: Span) -> Text {
        let mut text = Text { start: span.start, ..Text::default() };
        let (mut at, end) = (span.start as usize, span.end as usize);
        while at < end {
            let (byte, length) = match (source[at], source.get(at + 1).filter(|_| at + 1 < end)) {
                (b'\\', Some(b'n')) => (b'\n', 2),
                (b'\\', Some(b't')) => (b'\t', 2),
                (b'\\', Some(other @ (b'\\' | b'"' | b'\'' | b'/'))) => (*other, 2),
                (b'\\', Some(_)) => (HOLE, 2),
                (byte, _) => (byte, 1),
            };
            text.push(byte, Span::new(at + length - 1, at + length));
            at += length;
        }
        text
    }

    pub fn push(&mut self, byte: u8, place: Span) {
        self.bytes.push(byte);
        self.places.push(place);
    }

    /// Adds some bytes of another text.
    pub fn take(&mut self, other: &Text, from: usize, to: usize) {
        self.bytes.extend(&other.bytes[from..to]);
        self.places.extend(&other.places[from..to]);
    }

    /// Takes the blanks from both ends.
    pub fn trim(&mut self) {
        let end = self.bytes.trim_ascii_end().len();
        let start = end - self.bytes[..end].trim_ascii_start().len();
        *self = self.part(start, end);
    }

    pub fn part(&self, from: usize, to: usize) -> Text {
        let start = self.span(from, from).start;
        Text { bytes: self.bytes[from..to].to_vec(), places: self.places[from..to].to_vec(), start }
    }

    /// Says where it stands when it is empty.
    pub(crate) fn stand_at(&mut self, start: u32) {
        self.start = start;
    }

    /// Where some of the bytes stand in the source.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.places.get(from), self.places.get(to.wrapping_sub(1))) {
            (Some(first), Some(last)) if from < to => first.to(*last),
            (Some(next), _) => Span::empty(next.start as usize),
            (None, _) => Span::empty(self.places.last().map_or(self.start, |last| last.end) as usize),
        }
    }

    pub fn whole(&self) -> Span {
        self.span(0, self.bytes.len())
    }
}
