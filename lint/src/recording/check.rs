//! Holds a recording against a catalogue, record for record, and counts.
//!
//! Memory is bounded by the number of mapped events: findings are gathered by event, and of what has
//! no event only so many are told apart.

use super::arguments::Arguments;
use super::collected::{Findings, Place, Subject};
use super::damage::Damage;
use super::layout::u64_at;
use super::mapping::{DROPPED, HEADER, Mapping};
use super::problem::{Finding, Kind};
use super::reader::Record;
use super::record_layouts::{Catalogue, Shape};
use crate::rules::rule::Severity;
use rustc_hash::FxHashSet;

/// The most unmapped numbers, and processes, that are told apart.
const MOST: usize = 64;

/// How far the time may go back, in nanoseconds.
const BACK: u64 = 1_000_000_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The number of mappings.
    pub mappings: u64,
    /// The number of records, those that tell of dropped ones among them.
    pub records: u64,
    /// The number of records that tell of dropped ones.
    pub drops: u64,
    /// The number of records that they say were dropped.
    pub dropped: u64,
    /// The earliest time, in nanoseconds.
    pub first: Option<u64>,
    /// The latest time, in nanoseconds.
    pub last: Option<u64>,
    /// The processes, at most 64.
    pub processes: Vec<u32>,
}

/// Holds one recording against a catalogue.
#[derive(Debug)]
pub struct Checker<'a> {
    catalogue: &'a Catalogue,
    mapping: Mapping<'a>,
    totals: Totals,
    findings: Findings,
    /// The names that have a number.
    mapped: FxHashSet<Box<str>>,
    unmapped: usize,
    process: Option<u32>,
}

impl<'a> Checker<'a> {
    /// For a recording that has a header, and so its own numbers of events.
    pub fn new(catalogue: &'a Catalogue) -> Checker<'a> {
        Checker {
            catalogue,
            mapping: Mapping::default(),
            totals: Totals::default(),
            findings: Findings::default(),
            mapped: FxHashSet::default(),
            unmapped: 0,
            process: None,
        }
    }

    /// For a recording without a header: the events have the numbers of their places in the catalogue.
    pub fn headless(catalogue: &'a Catalogue) -> Checker<'a> {
        let mut checker = Checker::new(catalogue);
        for (id, name) in (0..).zip(catalogue.order()) {
            if checker.mapping.add(id, name, None, catalogue).is_err() {
                break; // no QEMU has as many
            }
        }
        checker
    }

    /// Takes a number of a name.
    ///
    /// # Errors
    /// When there are more than any QEMU has.
    pub fn map(&mut self, offset: u64, id: u64, name: &str) -> Result<(), Damage> {
        self.totals.mappings += 1;
        let before = self.mapping.get(id).map(|place| self.mapping.events[place].name.clone());
        let is_new = self.mapped.insert(name.into());
        if before.as_deref() == Some(name) {
            return Ok(());
        }
        let added = self.mapping.add(id, name, Some(offset), self.catalogue);
        let subject = Subject::Event(added.map_err(|kind| Damage { offset, kind })?);
        let place = Place { offset, record: None };
        let mut add = |kind, message| self.findings.add(kind, subject, place, Some(name), || message);
        if let Some(before) = before {
            add(Kind::MappedTwice, format!("the number {id} of `{before}` is given to `{name}` too"));
        }
        if !is_new {
            add(Kind::TwoNumbers, format!("`{name}` is given a second number, {id}"));
        }
        if id == DROPPED || id == HEADER {
            add(
                Kind::ReservedId,
                format!("`{name}` is given the number 0x{id:x}, which the format itself has"),
            );
        }
        if name == "dropped" {
            add(Kind::DroppedName, "an event has the name `dropped`".to_owned());
        }
        Ok(())
    }

    /// Takes a record; its event, and the declaration that simpletrace.py prints it by.
    pub fn record(&mut self, record: &Record) -> (Option<usize>, Option<&'a Shape>) {
        self.totals.records += 1;
        self.time(record);
        if self.process != Some(record.pid) {
            self.another_process(record);
        }
        let place = self.place(record);
        let Some(number) = self.mapping.get(record.id) else {
            if record.id == DROPPED {
                self.dropped(record);
                return (None, Some(self.catalogue.dropped()));
            }
            self.unmapped(record);
            return (None, None);
        };
        let event = &mut self.mapping.events[number];
        event.records += 1;
        match event.shape {
            None => {
                let (subject, name) = (Subject::Event(number), &*event.name);
                self.findings.add(Kind::UndeclaredEvent, subject, place, Some(name), || {
                    format!("`{name}` is recorded, and not declared")
                });
            }
            Some(shape) => {
                let arguments = Arguments { shape, bytes: record.arguments, event: number, place };
                if event.records == 1 {
                    arguments.check_declaration(&mut self.findings);
                }
                arguments.check(&mut self.findings);
            }
        }
        (Some(number), event.shape)
    }

    fn place(&self, record: &Record) -> Place {
        Place { offset: record.offset, record: Some(self.totals.records) }
    }

    fn time(&mut self, record: &Record) {
        let (first, last, time) = (self.totals.first, self.totals.last, record.timestamp);
        self.totals.first = Some(first.map_or(time, |first| first.min(time)));
        self.totals.last = Some(last.map_or(time, |last| last.max(time)));
        let back = last.map_or(0, |last| last.saturating_sub(time));
        if back > BACK {
            let place = self.place(record);
            self.findings.add(Kind::TimeGoesBack, Subject::Recording, place, None, || {
                format!("the time is {:.1} s before that of an earlier record", back as f64 / 1e9)
            });
        }
    }

    fn another_process(&mut self, record: &Record) {
        self.process = Some(record.pid);
        let known = &mut self.totals.processes;
        if known.contains(&record.pid) || known.len() >= MOST {
            return;
        }
        known.push(record.pid);
        if let [first, .., pid] = known[..] {
            let place = self.place(record);
            self.findings.add(Kind::SeveralProcesses, Subject::Recording, place, None, || {
                format!("records of process {pid} follow those of process {first}")
            });
        }
    }

    fn dropped(&mut self, record: &Record) {
        let (bytes, place) = (record.arguments, self.place(record));
        self.totals.drops += 1;
        if bytes.len() == 8 {
            let count = u64_at(bytes, 0).unwrap_or_default();
            self.totals.dropped = self.totals.dropped.saturating_add(count);
            let message = || "records were dropped".to_owned();
            return self.findings.add(Kind::Dropped, Subject::Recording, place, None, message);
        }
        let kind = if bytes.len() < 8 { Kind::MissingArguments } else { Kind::SurplusArguments };
        self.findings.add(kind, Subject::Id(DROPPED), place, None, || {
            format!("a record of dropped ones: expected 8 bytes of arguments, found {}", bytes.len())
        });
    }

    fn unmapped(&mut self, record: &Record) {
        let (id, place) = (record.id, self.place(record));
        let is_known = self.findings.has(Kind::UnmappedId, Subject::Id(id));
        if !is_known && self.unmapped >= MOST {
            let message = || "records of further numbers that no mapping gives to an event".to_owned();
            return self.findings.add(Kind::UnmappedId, Subject::Recording, place, None, message);
        }
        self.unmapped += usize::from(!is_known);
        self.findings.add(Kind::UnmappedId, Subject::Id(id), place, None, || {
            format!("a record of the number {id}, which no mapping gives to an event")
        });
    }

    /// What was counted so far.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The name of an event, by the place that [`Checker::record`] gives.
    pub fn name(&self, place: usize) -> &str {
        &self.mapping.events[place].name
    }

    /// The number of events that were recorded.
    pub fn recorded(&self) -> usize {
        self.mapping.events.iter().filter(|event| event.records > 0).count()
    }

    /// True when nothing of weight was found so far.
    pub fn fits(&self) -> bool {
        self.findings.list.iter().all(|finding| finding.kind.severity() == Severity::Info)
    }

    /// Ends a recording, at its end or where damage ended it: all that was found, in the order of the
    /// file.
    pub fn finish(&mut self, is_whole: bool) -> &[Finding] {
        self.undeclared();
        let start = Place { offset: 0, record: None };
        let mut add = |kind, message: &str| {
            self.findings.add(kind, Subject::Recording, start, None, || message.to_owned());
        };
        if is_whole && self.mapping.events.is_empty() {
            add(Kind::NoMapping, "no event is mapped");
        }
        if is_whole && self.totals.records == 0 {
            add(Kind::NoRecord, "no record is there");
        }
        self.findings.list.sort_by_key(|finding| finding.offset);
        &self.findings.list
    }

    /// Events that are mapped in vain: they alone prove that the catalogue is not the build's.
    fn undeclared(&mut self) {
        let events = self.mapping.events.iter();
        let undeclared = events.filter(|event| event.shape.is_none() && event.records == 0);
        let undeclared = undeclared.filter_map(|event| Some((&*event.name, event.offset?)));
        for (name, offset) in undeclared {
            let place = Place { offset, record: None };
            let message = || format!("`{name}` is mapped, and not declared; no record is of it");
            self.findings.add(Kind::UndeclaredMapping, Subject::Recording, place, Some(name), message);
        }
    }
}
