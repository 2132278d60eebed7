//! `audit --output-format json`: one object, version 1. Its findings are those of `check`, and in the
//! same form.

use super::model::Audit;
use super::tally::{Row, Tally};
use crate::report::{Finding, FindingEntry, finding_entry};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    qemu_version: Option<String>,
    summary: Summary,
    rules: Vec<RuleEntry>,
    directories: Vec<DirectoryEntry<'a>>,
    files: Vec<FileEntry<'a>>,
    maintainers: Option<Vec<SectionEntry<'a>>>,
    unowned: Weights,
    findings: Vec<FindingEntry<'a>>,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    events: usize,
    sources: usize,
    calls: usize,
    guards: usize,
    disabled: usize,
    unused: usize,
    fixable: usize,
    #[serde(flatten)]
    weights: Weights,
}

#[derive(Serialize)]
struct Weights {
    findings: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Serialize)]
struct RuleEntry {
    code: &'static str,
    rule: &'static str,
    severity: &'static str,
    summary: String,
    #[serde(flatten)]
    weights: Weights,
}

#[derive(Serialize)]
struct DirectoryEntry<'a> {
    directory: &'a str,
    events: usize,
    unused: usize,
    #[serde(flatten)]
    weights: Weights,
}

#[derive(Serialize)]
struct FileEntry<'a> {
    path: &'a str,
    /// The titles of the sections that hold the file itself.
    sections: Option<Vec<&'a str>>,
    #[serde(flatten)]
    weights: Weights,
}

#[derive(Serialize)]
struct SectionEntry<'a> {
    section: &'a str,
    status: Option<&'a str>,
    maintainers: &'a [String],
    #[serde(flatten)]
    weights: Weights,
    /// The places of its findings in the list of all.
    indices: Vec<usize>,
}

impl From<Tally> for Weights {
    fn from(tally: Tally) -> Weights {
        let Tally { errors, warnings, infos } = tally;
        Weights { findings: tally.all(), errors, warnings, infos }
    }
}

/// Writes an audit and its findings as one JSON object.
pub(crate) fn write(out: &mut dyn Write, audit: &Audit, findings: &[Finding]) -> io::Result<()> {
    let counts = audit.counts;
    let rule = |row: &Row<&'static crate::rules::rule::Rule>| RuleEntry {
        code: row.subject.code,
        rule: row.subject.name,
        severity: row.subject.severity.name(),
        summary: row.subject.summary(),
        weights: row.tally.into(),
    };
    let directories = audit.directories.iter().map(|row| DirectoryEntry {
        directory: &row.subject.path,
        events: row.subject.events,
        unused: row.subject.unused,
        weights: row.tally.into(),
    });
    let titles = |path: &str| {
        let maintainers = audit.maintainers?;
        let titles = maintainers.find(path).into_iter().map(|index| &*maintainers.sections[index].title);
        Some(titles.collect())
    };
    let files = audit.files.iter().map(|row| FileEntry {
        path: &row.subject,
        sections: titles(&row.subject),
        weights: row.tally.into(),
    });
    let report = Report {
        version: 1,
        qemu_version: audit.release.as_ref().map(ToString::to_string),
        summary: Summary {
            files: counts.files,
            events: counts.events,
            sources: counts.sources,
            calls: counts.calls,
            guards: counts.guards,
            disabled: counts.disabled,
            unused: counts.unused,
            fixable: audit.findings.iter().filter(|finding| finding.fix.is_some()).count(),
            weights: audit.tally().into(),
        },
        rules: audit.rules.iter().map(rule).collect(),
        directories: directories.collect(),
        files: files.collect(),
        maintainers: audit.sections.as_ref().map(|_| sections(audit)),
        unowned: audit.unowned.into(),
        findings: findings.iter().map(finding_entry).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn sections<'a>(audit: &'a Audit) -> Vec<SectionEntry<'a>> {
    let mut entries: Vec<SectionEntry> = Vec::new();
    let rows = audit.sections.iter().flatten();
    let mut places = rustc_hash::FxHashMap::default();
    for row in rows {
        let section = row.subject.section;
        places.insert(row.subject.index, entries.len());
        entries.push(SectionEntry {
            section: &section.title,
            status: section.status.as_deref(),
            maintainers: &section.people,
            weights: row.tally.into(),
            indices: Vec::new(),
        });
    }
    for (index, owners) in audit.owners.iter().enumerate() {
        for place in owners.iter().filter_map(|owner| places.get(owner)) {
            entries[*place].indices.push(index);
        }
    }
    entries
}
