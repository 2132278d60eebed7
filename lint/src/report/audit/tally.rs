//! Findings counted by weight, and what has them in the order of the care that it needs.

use crate::rules::rule::Severity;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::hash::Hash;

/// Findings by weight. The greater one needs more care: errors first, then warnings, then notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Tally {
    pub(crate) fn all(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// The greatest weight among them.
    pub(crate) fn worst(self) -> Severity {
        match self {
            Tally { errors: 1.., .. } => Severity::Error,
            Tally { warnings: 1.., .. } => Severity::Warning,
            Tally { .. } => Severity::Info,
        }
    }

    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

impl FromIterator<Severity> for Tally {
    fn from_iter<Severities: IntoIterator<Item = Severity>>(severities: Severities) -> Tally {
        let mut tally = Tally::default();
        severities.into_iter().for_each(|severity| tally.add(severity));
        tally
    }
}

/// Something with findings, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row<Subject> {
    pub subject: Subject,
    pub tally: Tally,
}

impl<Subject> Row<Subject> {
    pub(super) fn map<Other>(self, change: impl FnOnce(Subject) -> Other) -> Row<Other> {
        Row { subject: change(self.subject), tally: self.tally }
    }
}

/// Counts the findings of each subject; what needs most care comes first, equals in the order of
/// their names.
pub(super) fn rank<Subject: Clone + Eq + Hash + Ord>(
    findings: impl Iterator<Item = (Subject, Severity)>,
) -> Vec<Row<Subject>> {
    let mut tallies: FxHashMap<Subject, Tally> = FxHashMap::default();
    findings.for_each(|(subject, severity)| tallies.entry(subject).or_default().add(severity));
    let mut rows: Vec<_> = tallies.into_iter().map(|(subject, tally)| Row { subject, tally }).collect();
    rows.sort_by(|one, other| {
        (Reverse(one.tally), &one.subject).cmp(&(Reverse(other.tally), &other.subject))
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use Severity::{Error, Info, Warning};

    #[test]
    fn errors_weigh_more_than_any_number_of_warnings() {
        let rows = rank(
            [
                ("d", Info),
                ("b", Warning),
                ("b", Warning),
                ("c", Warning),
                ("a", Warning),
                ("e", Error),
                ("c", Info),
                ("f", Error),
                ("f", Info),
            ]
            .into_iter(),
        );
        let order: String = rows.iter().map(|row| row.subject).collect();
        assert_eq!(order, "febcad");
        assert_eq!(rows[0].tally, Tally { errors: 1, warnings: 0, infos: 1 });
        assert_eq!(rows[0].tally.all(), 2);
        let worst: Vec<_> = rows.iter().map(|row| row.tally.worst()).collect();
        assert_eq!(worst, [Error, Error, Warning, Warning, Warning, Info]);
    }
}
