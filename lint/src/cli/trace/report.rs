//! What came of a recording.

use crate::recording::{Checker, Damage, Finding, Row, Stats};

/// What came of a recording.
pub(super) struct Report<'a> {
    /// The recording, as it was named.
    pub path: String,
    /// The declared events, as they were named.
    pub catalogue: String,
    pub declared: usize,
    pub has_header: bool,
    /// The bytes that were made sense of.
    pub bytes: u64,
    pub checker: &'a Checker<'a>,
    pub findings: &'a [Finding],
    pub damage: Option<Damage>,
    pub stats: Option<&'a Stats>,
}

impl Report<'_> {
    /// The name of the event of a row.
    pub fn name(&self, row: &Row) -> &str {
        row.event.map_or("(dropped or unmapped)", |place| self.checker.name(place))
    }
}
