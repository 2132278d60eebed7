//! `trace --output-format json`: one object, version 1. Offsets count bytes from 0, records from 1, times
//! are in nanoseconds.

use super::report::Report;
use crate::recording::{Finding, Row, Stats, UNTOLD};
use crate::text::printable;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    recording: Recording<'a>,
    catalogue: Catalogue<'a>,
    /// True when nothing of weight was found, and the recording was read to its end.
    fits: bool,
    damage: Option<Damage>,
    findings: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stats: Option<Numbers<'a>>,
    /// What can't be told from a recording.
    untold: [&'static str; 3],
}

#[derive(Serialize)]
struct Recording<'a> {
    path: Cow<'a, str>,
    header: bool,
    /// Those that were made sense of.
    bytes: u64,
    mappings: u64,
    recorded_events: usize,
    records: u64,
    dropped_records: u64,
    dropped_events: u64,
    first_ns: Option<u64>,
    last_ns: Option<u64>,
    processes: &'a [u32],
}

#[derive(Serialize)]
struct Catalogue<'a> {
    path: Cow<'a, str>,
    events: usize,
}

#[derive(Serialize)]
struct Damage {
    kind: &'static str,
    offset: u64,
    message: String,
    help: &'static str,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    severity: &'static str,
    event: Option<Cow<'a, str>>,
    offset: u64,
    record: Option<u64>,
    count: u64,
    message: Cow<'a, str>,
    help: &'static str,
}

#[derive(Serialize)]
struct Numbers<'a> {
    events: Vec<EventNumbers<'a>>,
    /// Records of further events and processes.
    others: u64,
}

#[derive(Serialize)]
struct EventNumbers<'a> {
    event: Cow<'a, str>,
    pid: u32,
    records: u64,
    bytes: u64,
    first_ns: u64,
    last_ns: u64,
    per_second: Option<f64>,
    gap_ns: Gaps,
    /// The records that go back in time, which are in neither.
    back: u64,
}

/// The times from a record to the next: the ends exactly, the others within 2 %.
#[derive(Serialize)]
struct Gaps {
    min: Option<u64>,
    p50: Option<u64>,
    p90: Option<u64>,
    p99: Option<u64>,
    max: Option<u64>,
}

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let totals = report.checker.totals();
    let damage = report.damage.map(|damage| Damage {
        kind: damage.name(),
        offset: damage.offset,
        message: damage.message(),
        help: damage.help(),
    });
    let whole = Whole {
        version: 1,
        recording: Recording {
            path: printable(&report.path),
            header: report.has_header,
            bytes: report.bytes,
            mappings: totals.mappings,
            recorded_events: report.checker.recorded(),
            records: totals.records,
            dropped_records: totals.drops,
            dropped_events: totals.dropped,
            first_ns: totals.first,
            last_ns: totals.last,
            processes: &totals.processes,
        },
        catalogue: Catalogue { path: printable(&report.catalogue), events: report.declared },
        fits: report.checker.fits() && damage.is_none(),
        damage,
        findings: report.findings.iter().map(entry).collect(),
        stats: report.stats.map(|stats| numbers(report, stats)),
        untold: UNTOLD,
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn entry(finding: &Finding) -> Entry<'_> {
    Entry {
        kind: finding.kind.name(),
        severity: finding.kind.severity().name(),
        event: finding.event.as_deref().map(printable),
        offset: finding.offset,
        record: finding.record,
        count: finding.count,
        message: printable(&finding.message),
        help: finding.kind.help(),
    }
}

fn numbers<'a>(report: &'a Report, stats: &'a Stats) -> Numbers<'a> {
    let event = |row: &'a Row| EventNumbers {
        event: printable(report.name(row)),
        pid: row.pid,
        records: row.records,
        bytes: row.bytes,
        first_ns: row.first,
        last_ns: row.last,
        per_second: row.rate(),
        gap_ns: Gaps {
            min: row.gaps.least(),
            p50: row.gaps.percentile(50),
            p90: row.gaps.percentile(90),
            p99: row.gaps.percentile(99),
            max: row.gaps.most(),
        },
        back: row.back,
    };
    Numbers { events: stats.rows().into_iter().map(event).collect(), others: stats.others() }
}
