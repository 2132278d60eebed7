//! `trace --output-format human`: what the recording is, what does not fit, what can't be told.

use super::numbers::{counted, grouped, rate, time};
use super::report::Report;
use crate::recording::{Finding, Histogram, Row, Stats, UNTOLD};
use crate::report::style::{self, BOLD, DIMMED, styled};
use crate::rules::rule::Severity;
use crate::text::plural;
use crate::text::printable;
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    summary(out, report)?;
    if let Some(stats) = report.stats {
        table(out, report, stats)?;
    }
    findings(out, report)?;
    verdict(out, report)
}

fn summary(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let totals = report.checker.totals();
    let path = styled(BOLD, &printable(&report.path));
    let header = if report.has_header { "version 4" } else { "without a header" };
    let is_other = report.damage.is_some_and(|damage| damage.is_other_byte_order());
    let order = if cfg!(target_endian = "little") != is_other { "little-endian" } else { "big-endian" };
    writeln!(out, "{path}: recording {header}, {order}, {}", counted(report.bytes, "byte"))?;
    let recorded = counted(report.checker.recorded() as u64, "event");
    write!(out, "  {} of {recorded}", counted(totals.records, "record"))?;
    if report.has_header {
        write!(out, ", {} mapped", grouped(totals.mappings))?;
    }
    if let (Some(first), Some(last)) = (totals.first, totals.last) {
        write!(out, ", within {}", time(last - first))?;
    }
    match totals.processes[..] {
        [] => {}
        [pid] => write!(out, ", process {pid}")?,
        [..] => {
            write!(out, ", {}", plural(totals.processes.len(), "process").replace("processs", "processes"))?
        }
    }
    writeln!(out)?;
    if totals.drops > 0 {
        writeln!(
            out,
            "  {} dropped, told by {}",
            counted(totals.dropped, "event"),
            counted(totals.drops, "record")
        )?;
    }
    let catalogue = printable(&report.catalogue);
    writeln!(out, "  against {} declared in {catalogue}", counted(report.declared as u64, "event"))
}

/// What was found, and the damage that ended it.
pub(super) fn findings(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let path = printable(&report.path);
    for finding in report.findings {
        title(out, finding.kind.severity(), finding.kind.name(), &finding.message)?;
        write!(out, "  --> {path}: byte {}", finding.offset)?;
        match finding.record {
            Some(record) => writeln!(out, ", record {record}{}", more(finding, "record"))?,
            None => writeln!(out, "{}", more(finding, "event"))?,
        }
        writeln!(out, "  = help: {}", finding.kind.help())?;
    }
    if let Some(damage) = report.damage {
        title(out, Severity::Error, damage.name(), &damage.message())?;
        let records = report.checker.totals().records;
        writeln!(out, "  --> {path}: byte {}, after {}", damage.offset, counted(records, "record"))?;
        writeln!(out, "  = help: {}", damage.help())?;
    }
    Ok(())
}

fn more(finding: &Finding, one: &str) -> String {
    match finding.count {
        1 => String::new(),
        count => format!("; {} in all", counted(count, one)),
    }
}

fn title(out: &mut dyn Write, severity: Severity, name: &str, message: &str) -> io::Result<()> {
    let head = styled(style::severity(severity), &format!("{}[{name}]", severity.name()));
    writeln!(out, "{head}: {}", printable(message))
}

fn verdict(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    if report.damage.is_some() {
        return writeln!(out, "The recording can't be read to its end.");
    }
    if !report.checker.fits() {
        return writeln!(out, "The declared events are not those of the recording.");
    }
    writeln!(out, "The recording fits the declared events. It can't show:")?;
    UNTOLD.iter().try_for_each(|untold| writeln!(out, "  - {untold}"))
}

fn table(out: &mut dyn Write, report: &Report, stats: &Stats) -> io::Result<()> {
    let has_processes = report.checker.totals().processes.len() > 1;
    let mut lines = vec![
        ["records", "per second", "shortest", "median", "90 %", "99 %", "longest", "pid"].map(str::to_owned),
    ];
    let rows = stats.rows();
    lines.extend(rows.iter().map(|row| cells(row)));
    let shown = if has_processes { 8 } else { 7 };
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..shown).map(width).collect();
    let names = std::iter::once("event").chain(rows.iter().map(|row| report.name(row)));
    writeln!(out)?;
    for (place, (line, name)) in lines.iter().zip(names).enumerate() {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("  {cell:>width$}"));
        let shown = cells.collect::<String>() + "  " + &printable(name);
        writeln!(out, "{}", if place == 0 { styled(DIMMED, &shown) } else { shown })?;
    }
    if stats.others() > 0 {
        writeln!(out, "  … and {} of further events and processes", counted(stats.others(), "record"))?;
    }
    if stats.back() > 0 {
        let shown = counted(stats.back(), "record");
        writeln!(out, "  {shown} of an event go back in time: times and rates are without them.")?;
    }
    writeln!(
        out,
        "  Times are those from a record to the next of the event; all but the shortest and longest within 2 %.\n"
    )
}

fn cells(row: &Row) -> [String; 8] {
    let shown = |value: Option<u64>| value.map_or("-".to_owned(), time);
    let percentile = |percent| shown(Histogram::percentile(&row.gaps, percent));
    [
        grouped(row.records),
        row.rate().map_or("-".to_owned(), rate),
        shown(row.gaps.least()),
        percentile(50),
        percentile(90),
        percentile(99),
        shown(row.gaps.most()),
        row.pid.to_string(),
    ]
}
