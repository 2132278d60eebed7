//! `trace-lint trace`: a recording and the declared events in, what does not fit out; or its text, or
//! its numbers.

mod catalogue;
mod human;
mod json;
mod numbers;
mod report;

use super::formats::HumanFormat;
use super::messages::warn;
use super::outcome::Outcome;
use super::print::{print, print_bytes, print_error};
use crate::files::disk::open_named;
use crate::files::io_reason;
use crate::qemu::era::Era;
use crate::qemu::version::Version;
use crate::recording::{Checker, Item, Printer, Reader, Stats, Stop, Style};
use report::Report;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The recording: what QEMU's trace backend `simple` wrote; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The declared events: the trace-events-all of the build that recorded it
    #[arg(long, value_name = "FILE", conflicts_with = "tree")]
    events: Option<PathBuf>,
    /// Without --events: the source tree that declares the events [default: the tree round the current
    /// folder]
    #[arg(long, value_name = "DIR")]
    tree: Option<PathBuf>,
    /// Print the records, byte for byte as scripts/simpletrace.py does; findings go to standard error
    #[arg(long, conflicts_with_all = ["stats", "output_format"])]
    print: bool,
    /// Show how many records there are of each event and process, and the times between them
    #[arg(long)]
    stats: bool,
    /// The recording has no header, as SystemTap writes it: events are numbered as they are declared
    #[arg(long)]
    no_header: bool,
    /// The QEMU release whose simpletrace.py is meant [default: that of the tree]
    #[arg(long, value_name = "VERSION")]
    qemu_version: Option<Version>,
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
}

/// The bytes of text that are gathered before they are written.
const CHUNK: usize = 1 << 18;

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let asked = arguments.qemu_version.map(Era::of);
    let Some((declared, era)) =
        catalogue::read(arguments.events.as_deref(), arguments.tree.as_deref(), asked)
    else {
        return Ok(Outcome::Failed);
    };
    let Some(source) = open(&arguments.file) else { return Ok(Outcome::Failed) };
    let has_header = !arguments.no_header;
    let checker =
        if has_header { Checker::new(&declared.events) } else { Checker::headless(&declared.events) };
    let mut walk = Walk {
        reader: Reader::new(source),
        checker,
        printer: arguments.print.then(|| Printer::new(Style::of(era.unwrap_or(Era::UNKNOWN)))),
        stats: arguments.stats.then(Stats::default),
    };
    let damage = match walk.run(has_header)? {
        Ok(()) => None,
        Err(Stop::Damage(damage)) => Some(damage),
        Err(Stop::Failed(error)) => {
            warn(&format!("{}: {}", arguments.file.display(), io_reason(&error)));
            return Ok(Outcome::Failed);
        }
    };
    let findings = walk.checker.finish(damage.is_none()).to_vec();
    let report = Report {
        path: arguments.file.display().to_string(),
        catalogue: declared.name,
        declared: declared.events.len(),
        has_header,
        bytes: walk.reader.offset(),
        checker: &walk.checker,
        findings: &findings,
        damage,
        stats: walk.stats.as_ref(),
    };
    if arguments.print {
        print_error(|out| human::findings(out, &report))?;
    } else {
        print(arguments.output_format == HumanFormat::Human, |out| match arguments.output_format {
            HumanFormat::Human => human::write(out, &report),
            HumanFormat::Json => json::write(out, &report),
        })?;
    }
    Ok(Outcome::new(damage.is_some(), !walk.checker.fits()))
}

fn open(path: &Path) -> Option<Box<dyn Read>> {
    if path == Path::new("-") {
        return Some(Box::new(io::stdin()));
    }
    let opened = open_named(path).and_then(|file| {
        let is_folder = file.metadata()?.is_dir();
        if is_folder { Err(io::Error::other("a folder; name the recording in it")) } else { Ok(file) }
    });
    match opened {
        Ok(file) => Some(Box::new(file)),
        Err(error) => {
            warn(&format!("{}: {}", path.display(), io_reason(&error)));
            None
        }
    }
}

/// One pass through a recording.
struct Walk<'a> {
    reader: Reader<Box<dyn Read>>,
    checker: Checker<'a>,
    printer: Option<Printer>,
    stats: Option<Stats>,
}

impl Walk<'_> {
    /// Reads to the end, or to where it is damaged. The outer error is standard output's.
    fn run(&mut self, has_header: bool) -> io::Result<Result<(), Stop>> {
        let mut text = Vec::with_capacity(CHUNK + (CHUNK >> 2));
        if has_header && let Err(stop) = self.reader.header() {
            return Ok(Err(stop));
        }
        let ended = loop {
            let item = match self.reader.next() {
                Ok(Some(item)) => item,
                Ok(None) => break Ok(()),
                Err(stop) => break Err(stop),
            };
            match item {
                Item::Mapping { offset, id, name } => {
                    if let Err(damage) = self.checker.map(offset, id, name) {
                        break Err(damage.into());
                    }
                }
                Item::Record(record) => {
                    let (event, shape) = self.checker.record(&record);
                    if let Some(stats) = &mut self.stats {
                        stats.add(event, &record);
                    }
                    if let Some(printer) = &mut self.printer {
                        // Where simpletrace.py ends, its output does.
                        let printed = shape.map(|shape| printer.print(shape, &record, &mut text));
                        if !matches!(printed, Some(Ok(()))) {
                            break Ok(());
                        }
                        if text.len() >= CHUNK {
                            print_bytes(&text)?;
                            text.clear();
                        }
                    }
                }
            }
        };
        print_bytes(&text)?;
        Ok(ended)
    }
}
