//! The tables of an audit, for every format that draws tables: what their columns mean and what
//! stands in them is said once, here. How they look is not.

use super::model::{Audit, Directory, OwnedSection};
use super::tally::{Row, Tally};
use crate::rules::rule::Severity;
use crate::text::plural;
use std::borrow::Cow;

pub(super) struct Table<'a> {
    /// What it tells apart, in one word: also the name of what narrows the findings in a page.
    pub subject: &'static str,
    pub title: &'static str,
    pub columns: &'static [Column],
    pub rows: Vec<Vec<Cell<'a>>>,
    /// What else is to be said.
    pub note: Option<String>,
}

pub(super) struct Column {
    pub title: &'static str,
    /// True where the column is too long for a terminal.
    pub is_long: bool,
}

pub(super) enum Cell<'a> {
    Count(usize),
    Severity(Severity),
    /// What the row is about, and the key by which its findings know it.
    Subject {
        shown: Cow<'a, str>,
        key: Cow<'a, str>,
    },
    Text(Cow<'a, str>),
}

const fn column(title: &'static str) -> Column {
    Column { title, is_long: false }
}

const fn long(title: &'static str) -> Column {
    Column { title, is_long: true }
}

/// All tables, in the order in which they are shown.
pub(super) fn tables<'a>(audit: &'a Audit<'a>) -> Vec<Table<'a>> {
    let mut tables = vec![rules(audit), directories(audit), files(audit)];
    tables.extend(sections(audit));
    tables
}

fn rules<'a>(audit: &'a Audit) -> Table<'a> {
    let row = |row: &'a Row<&'static crate::rules::rule::Rule>| {
        let rule = row.subject;
        let shown = format!("{} {}", rule.code, rule.name).into();
        vec![
            Cell::Subject { shown, key: rule.code.into() },
            Cell::Count(row.tally.all()),
            Cell::Severity(row.tally.worst()),
            Cell::Text(rule.summary().into()),
        ]
    };
    Table {
        subject: "rule",
        title: "Findings by rule",
        columns: const { &[column("Rule"), column("Findings"), column("Severity"), long("What it does")] },
        rows: audit.rules.iter().map(row).collect(),
        note: None,
    }
}

fn counts<'a>(tally: Tally) -> [Cell<'a>; 3] {
    [Cell::Count(tally.all()), Cell::Count(tally.errors), Cell::Count(tally.warnings)]
}

fn directories<'a>(audit: &'a Audit) -> Table<'a> {
    let row = |row: &'a Row<Directory>| {
        let path = Cow::Borrowed(&*row.subject.path);
        let mut cells = vec![Cell::Subject { shown: path.clone(), key: path }];
        cells.extend(counts(row.tally));
        cells.extend([Cell::Count(row.subject.events), Cell::Count(row.subject.unused)]);
        cells
    };
    Table {
        subject: "directory",
        title: "Directories that need most care",
        columns: const {
            &[
                column("Directory"),
                column("Findings"),
                column("Errors"),
                column("Warnings"),
                column("Events"),
                column("Unused"),
            ]
        },
        rows: audit.directories.iter().map(row).collect(),
        note: None,
    }
}

fn files<'a>(audit: &'a Audit) -> Table<'a> {
    let row = |row: &'a Row<std::sync::Arc<str>>| {
        let path = Cow::Borrowed(&*row.subject);
        let mut cells = vec![Cell::Subject { shown: path.clone(), key: path }];
        cells.extend(counts(row.tally));
        cells
    };
    Table {
        subject: "file",
        title: "Files that need most care",
        columns: const { &[column("File"), column("Findings"), column("Errors"), column("Warnings")] },
        rows: audit.files.iter().map(row).collect(),
        note: None,
    }
}

fn sections<'a>(audit: &'a Audit) -> Option<Table<'a>> {
    let sections = audit.sections.as_ref()?;
    let row = |row: &'a Row<OwnedSection>| {
        let section = row.subject.section;
        let shown = Cow::Borrowed(&*section.title);
        let mut cells = vec![Cell::Subject { shown, key: row.subject.index.to_string().into() }];
        cells.extend(counts(row.tally));
        cells.push(Cell::Text(section.status.as_deref().unwrap_or_default().into()));
        let names: Vec<_> = section.people.iter().map(|person| name(person)).collect();
        cells.push(Cell::Text(names.join(", ").into()));
        cells
    };
    let unowned = audit.unowned.all();
    let note = match unowned {
        0 => None,
        1 => Some("1 finding belongs to no section.".to_owned()),
        _ => Some(format!("{} belong to no section.", plural(unowned, "finding"))),
    };
    Some(Table {
        subject: "section",
        title: "Findings by section of MAINTAINERS",
        columns: const {
            &[
                column("Section"),
                column("Findings"),
                column("Errors"),
                column("Warnings"),
                column("Status"),
                column("Maintainers"),
            ]
        },
        rows: sections.iter().map(row).collect(),
        note,
    })
}

/// The name in `Name <address>`.
fn name(person: &str) -> &str {
    let name = person.split('<').next().unwrap_or_default().trim().trim_matches('"');
    if name.is_empty() { person } else { name }
}

/// The numbers of an audit: what each is, and how many.
pub(super) fn numbers(audit: &Audit) -> [(&'static str, usize); 7] {
    let counts = audit.counts;
    [
        ("Events", counts.events),
        ("trace-events files", counts.files),
        ("Call sites", counts.calls),
        ("Guards", counts.guards),
        ("Disabled events", counts.disabled),
        ("Unused events", counts.unused),
        ("Findings", audit.tally().all()),
    ]
}

/// "20 errors, 301 warnings", or "none".
pub(super) fn weights(tally: Tally) -> String {
    let weights = [(tally.errors, "error"), (tally.warnings, "warning"), (tally.infos, "note")];
    let shown: Vec<_> =
        weights.iter().filter(|(count, _)| *count > 0).map(|(count, one)| plural(*count, one)).collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

pub(super) fn title(audit: &Audit) -> String {
    match &audit.release {
        Some(release) => format!("Trace events of QEMU {release}"),
        None => "Trace events".to_owned(),
    }
}
