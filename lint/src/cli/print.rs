//! Where reports go: to standard output, or to a file. Each is gathered first, so that one that can't be made is not
//! written by halves.

use super::messages::report_failures;
use crate::files;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use termcolor::Buffer;

/// Memory for a text, in colour or without.
pub(super) fn buffer(color: bool) -> Buffer {
    if color { Buffer::ansi() } else { Buffer::no_color() }
}

/// Prints what is written into the buffer.
pub(super) fn print(color: bool, write: impl FnOnce(&mut Buffer) -> io::Result<()>) -> io::Result<()> {
    let mut out = buffer(color);
    write(&mut out)?;
    print_bytes(out.as_slice())
}

/// A report for programs. The version rises when something in it changes its meaning or goes away.
#[derive(Serialize)]
struct Versioned<'a, T> {
    version: u32,
    #[serde(flatten)]
    report: &'a T,
}

/// Prints a report as one JSON object of version 1. `report` is a struct or a map.
pub(super) fn print_report(report: &impl Serialize) -> io::Result<()> {
    print_json(&Versioned { version: 1, report })
}

/// Prints a value as JSON.
pub(super) fn print_json(value: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    print_bytes(&text)
}

/// Prints bytes as they are.
pub(super) fn print_bytes(text: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text)?;
    stdout.flush()
}

/// Writes a report to a file; false when it can't be written, which is reported.
pub(super) fn save(path: &Path, text: &[u8]) -> bool {
    let (Ok(failure) | Err(failure)) = files::write(path, text).map_err(Some);
    !report_failures(failure.as_slice())
}
