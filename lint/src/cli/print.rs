//! Where reports go: to standard output, or to a file. Each is gathered first, so that one that can't be made is not
//! written by halves.

use super::messages::report_failures;
use crate::files::{self, SourceTree};
use crate::text::RelativeTo;
use anstream::adapter::strip_bytes;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// Prints what is written into the buffer: a text for people (`has_styles`) with its styles where they are
/// wanted, one for programs as it is.
pub(super) fn print(has_styles: bool, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut out = Vec::new();
    write(&mut out)?;
    if !has_styles {
        return print_bytes(&out);
    }
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(&out)?;
    stdout.flush()
}

/// Prints a text for people on standard error, with its styles where they are wanted.
pub(super) fn print_error(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut out = Vec::new();
    write(&mut out)?;
    anstream::stderr().write_all(&out)
}

/// How people are shown the paths of a tree. Files that are in none are named as they were given.
pub(super) fn from_here(tree: &SourceTree) -> RelativeTo {
    let here = std::env::current_dir().ok().zip(tree.root.as_deref());
    here.map_or_else(RelativeTo::default, |(here, root)| RelativeTo::new(&here, root))
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

/// A text for people without its styles.
pub(super) fn plain(text: &[u8]) -> Vec<u8> {
    strip_bytes(text).into_vec()
}

/// Writes a report to a file; false when it can't be written, which is reported.
pub(super) fn save(path: &Path, text: &[u8]) -> bool {
    let (Ok(failure) | Err(failure)) = files::write(path, text).map_err(Some);
    !report_failures(failure.as_slice())
}
