//! What was found, gathered: one finding for all records with the same trouble of the same event.

use super::problem::{Finding, Kind};
use rustc_hash::FxHashMap;

/// What a finding is gathered under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    Recording,
    /// An event, by its place.
    Event(usize),
    /// An argument of an event, by both places.
    Argument(usize, usize),
    /// A number that has no event.
    Id(u64),
}

/// Where something is found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// In bytes of the file.
    pub offset: u64,
    /// The record, counted from 1.
    pub record: Option<u64>,
}

#[derive(Debug, Default)]
pub(super) struct Findings {
    pub list: Vec<Finding>,
    places: FxHashMap<(Kind, Subject), usize>,
}

impl Findings {
    /// True when this was found before.
    pub fn has(&self, kind: Kind, subject: Subject) -> bool {
        self.places.contains_key(&(kind, subject))
    }

    /// Adds what was found, or counts it where it was found before.
    pub fn add(
        &mut self,
        kind: Kind,
        subject: Subject,
        place: Place,
        event: Option<&str>,
        message: impl FnOnce() -> String,
    ) {
        if let Some(&known) = self.places.get(&(kind, subject)) {
            self.list[known].count += 1;
            return;
        }
        self.places.insert((kind, subject), self.list.len());
        let Place { offset, record } = place;
        self.list.push(Finding {
            kind,
            event: event.map(Box::from),
            offset,
            record,
            count: 1,
            message: message(),
        });
    }
}
