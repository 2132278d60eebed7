//! What an audit says of a tree: a pure function of the index.

use super::counts::Counts;
use super::maintainers::{Maintainers, Section};
use super::owners::owners;
use super::tally::{Row, Tally, rank};
use crate::linter::{Settings, lint, unused_events};
use crate::model::index::Index;
use crate::parse::groups::directory_of;
use crate::parse::release::Release;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::find;
use crate::rules::rule::Rule;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What an audit says of a tree. The lists begin with what needs most care: errors first, then
/// warnings, then notes.
#[derive(Debug)]
pub(crate) struct Audit<'a> {
    /// The release that the tree's file VERSION names.
    pub release: Option<Release>,
    pub counts: Counts,
    /// Every finding, in the order of the paths, then of the text.
    pub findings: Vec<Diagnostic>,
    /// The tree's MAINTAINERS, where it has one.
    pub maintainers: Option<&'a Maintainers>,
    /// For each finding its sections of MAINTAINERS, as indices: those of its file, and of the
    /// sources that the heading over its event names.
    pub owners: Vec<Vec<usize>>,
    /// The rules with findings.
    pub rules: Vec<Row<&'static Rule>>,
    /// The directories with findings.
    pub directories: Vec<Row<Directory>>,
    /// The files with findings.
    pub files: Vec<Row<Arc<str>>>,
    /// The sections of MAINTAINERS with findings; `None` where the tree has no such file. A finding
    /// that belongs to several counts in each.
    pub sections: Option<Vec<Row<OwnedSection<'a>>>>,
    /// The findings that belong to no section.
    pub unowned: Tally,
}

/// A directory, without those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Its path from the root of the tree, which itself is `.`.
    pub path: String,
    /// The events that it declares.
    pub events: usize,
    /// Those that nothing calls.
    pub unused: usize,
}

/// A section of MAINTAINERS, and its index there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnedSection<'a> {
    pub index: usize,
    pub section: &'a Section,
}

impl<'a> Audit<'a> {
    /// Audits a tree.
    pub(crate) fn new(index: &Index, settings: &Settings, maintainers: Option<&'a Maintainers>) -> Audit<'a> {
        let (findings, unused) = findings(index, settings);
        let owners = maintainers.map_or_else(Vec::new, |maintainers| owners(&findings, index, maintainers));
        let rows = |owned: Vec<Row<usize>>, maintainers: &'a Maintainers| {
            let section = |index| OwnedSection { index, section: &maintainers.sections[index] };
            owned.into_iter().map(|row| row.map(section)).collect()
        };
        let owned =
            rank(findings.iter().zip(&owners).flat_map(|(finding, owners)| {
                owners.iter().map(move |&section| (section, finding.severity))
            }));
        let is_unowned = |owners: &Vec<usize>| owners.is_empty();
        let unowned = findings.iter().zip(&owners).filter(|(_, owners)| is_unowned(owners));
        Audit {
            release: index.facts.release.clone(),
            counts: Counts::new(index, unused.len()),
            rules: rank(findings.iter().map(|finding| (finding.rule.code, finding.severity)))
                .into_iter()
                .filter_map(|row| Some(Row { subject: find(row.subject)?, tally: row.tally }))
                .collect(),
            directories: directories(index, &findings, &unused),
            files: rank(findings.iter().map(|finding| (finding.path.clone(), finding.severity))),
            sections: maintainers.map(|maintainers| rows(owned, maintainers)),
            unowned: unowned.map(|(finding, _)| finding.severity).collect(),
            maintainers,
            findings,
            owners,
        }
    }

    /// All findings by weight.
    pub(crate) fn tally(&self) -> Tally {
        self.findings.iter().map(|finding| finding.severity).collect()
    }
}

/// The findings of the rules that are selected, and the paths of the unused events: these are
/// counted even when nobody wants to hear of them.
fn findings(index: &Index, settings: &Settings) -> (Vec<Diagnostic>, Vec<Arc<str>>) {
    let unused = unused_events(index, settings.era);
    let paths = unused.into_iter().map(|finding| finding.path).collect();
    let mut found = lint(index, settings);
    found.retain(|finding| !settings.policy.excludes(&finding.path));
    (found, paths)
}

fn directories(index: &Index, findings: &[Diagnostic], unused: &[Arc<str>]) -> Vec<Row<Directory>> {
    let mut declared: FxHashMap<&str, usize> = FxHashMap::default();
    for file in &index.events {
        *declared.entry(directory_of(&file.path)).or_default() += file.events.len();
    }
    let mut uncalled: FxHashMap<&str, usize> = FxHashMap::default();
    for path in unused {
        *uncalled.entry(directory_of(path)).or_default() += 1;
    }
    let describe = |path: &str| Directory {
        path: if path.is_empty() { ".".into() } else { path.to_owned() },
        events: declared.get(path).copied().unwrap_or(0),
        unused: uncalled.get(path).copied().unwrap_or(0),
    };
    let found = rank(findings.iter().map(|finding| (directory_of(&finding.path), finding.severity)));
    found.into_iter().map(|row| row.map(describe)).collect()
}
