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
}

impl Text {
    /// A part of a source as it stands there.
    pub fn verbatim(source: &[u8], start: usize, end: usize) -> Text {
        let places = (start..end).map(|at| Span::new(at, at + 1)).collect();
        Text { bytes: source[start..end].to_vec(), places }
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

    pub fn part(&self, from: usize, to: usize) -> Text {
        Text { bytes: self.bytes[from..to].to_vec(), places: self.places[from..to].to_vec() }
    }

    /// Where some of the bytes stand in the source.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.places.get(from), self.places.get(to.wrapping_sub(1))) {
            (Some(first), Some(last)) if from < to => first.to(*last),
            (Some(next), _) => Span::empty(next.start as usize),
            (None, _) => Span::empty(self.places.last().map_or(0, |last| last.end as usize)),
        }
    }

    pub fn whole(&self) -> Span {
        self.span(0, self.bytes.len())
    }
}
