//! A baseline: the findings that a tree has already, so that only new ones are reported. A finding is
//! known by its file, rule, event and message, not by its line.

use crate::rules::diagnostic::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The findings of a tree at some time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    version: u32,
    findings: Vec<KnownFinding>,
}

/// A finding, and how often it is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnownFinding {
    /// The path of its file as shown.
    pub path: String,
    /// The name of its rule.
    pub rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    pub message: String,
    /// How often it is there.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: usize,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

const VERSION: u32 = 1;

type Key = (String, String, Option<String>, String);

fn key(finding: &Diagnostic) -> Key {
    (finding.path.to_string(), finding.rule.name.into(), finding.event.clone(), finding.message.clone())
}

impl Baseline {
    /// These findings.
    pub(crate) fn new<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> Baseline {
        let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
        for finding in found {
            *counts.entry(key(finding)).or_default() += 1;
        }
        let known = counts.into_iter().map(|((path, rule, event, message), count)| KnownFinding {
            path,
            rule,
            event,
            message,
            count,
        });
        Baseline { version: VERSION, findings: known.collect() }
    }

    /// These findings, and those of an older baseline that `stay`.
    pub(crate) fn keeping(mut self, older: Baseline, stay: impl Fn(&KnownFinding) -> bool) -> Baseline {
        self.findings.extend(older.findings.into_iter().filter(stay));
        self.findings.sort();
        self
    }

    /// How many findings it has.
    pub(crate) fn count(&self) -> usize {
        self.findings.iter().map(|known| known.count).sum()
    }

    /// Reads one.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub(crate) fn read(text: &[u8]) -> Result<Baseline, String> {
        if text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"<<<<<<< ")) {
            return Err("it has the conflict markers of a merge".into());
        }
        let baseline: Baseline =
            serde_json::from_slice(text).map_err(|error| format!("not a baseline: {error}"))?;
        match baseline.version {
            VERSION => Ok(baseline),
            other => Err(format!("a baseline of version {other}; this program reads version {VERSION}")),
        }
    }

    pub(crate) fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Takes out of lists of findings those that are known, the first of those that are the same, and
    /// returns what is known and no longer found.
    pub(crate) fn subtract<'a>(
        &self,
        found: impl Iterator<Item = &'a mut Vec<Diagnostic>>,
    ) -> Vec<KnownFinding> {
        let of = |known: &KnownFinding| {
            (known.path.clone(), known.rule.clone(), known.event.clone(), known.message.clone())
        };
        let mut left: BTreeMap<Key, usize> =
            self.findings.iter().map(|known| (of(known), known.count)).collect();
        let mut is_new = |finding: &Diagnostic| match left.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        found.for_each(|found| found.retain(&mut is_new));
        let gone = self.findings.iter().filter_map(|known| {
            let count = left.get(&of(known)).copied().filter(|count| *count > 0)?;
            Some(KnownFinding { count, ..known.clone() })
        });
        gone.collect()
    }
}
