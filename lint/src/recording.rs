//! Recordings of QEMU's trace backend `simple`, and what a catalogue of events makes of them.
//!
//! ```text
//! bytes ─► header, mappings, records ─► against the catalogue ─► findings, lines, statistics
//!          layout, reader, damage        check, arguments          problem, print, stats
//! ```
//!
//! A recording holds the names of the events, and of each record its time, its process and the bytes of
//! its arguments, but not their types: those come from the trace-events-all of the build that recorded
//! it. So a record can be held against a declaration, and what fits both ways can't be told apart:
//! [`UNTOLD`] says it.
//!
//! It reads from whatever can be read and never looks at a file's name; its memory does not grow with
//! the number of records. What simpletrace.py does with a recording is the measure throughout.

mod arguments;
mod check;
mod collected;
mod damage;
mod histogram;
mod layout;
mod mapping;
mod other_formats;
mod print;
mod problem;
mod reader;
mod record_layouts;
mod stats;

pub use check::Checker;
pub use damage::Damage;
pub(crate) use histogram::Histogram;
pub use print::{Printer, Style};
pub(crate) use problem::Finding;
pub use reader::{Item, Reader, Stop};
pub use record_layouts::Catalogue;
pub(crate) use record_layouts::refusals;
pub(crate) use stats::Row;
pub use stats::Stats;

/// What no look at a recording tells, because it holds no types and no names of arguments.
pub(crate) const UNTOLD: [&str; 3] = [
    "arguments of one event that changed places, or their names, where each value fits either type: the \
     recording holds no names of arguments",
    "a type that became another whose values the recorded ones fit, as `int` and `void *`: every argument \
     that is no string is recorded as 64 bits",
    "an event that was given another's name, with arguments of the same sizes",
];
