//! Event lists, as `-trace events=FILE` takes them: one name or pattern a line. Read exactly as QEMU's
//! `trace_init_events` does with `fgets` into 1024 bytes.
//!
//! It reads no file, and reports nothing: the rules put what is wrong in words.

mod intent;
mod model;
#[cfg(test)]
mod tests;

pub use intent::intended_entry;
pub(crate) use intent::{ExtraBytes, IntendedEntry};
pub use model::{EventList, Line, Reading, lines};

use crate::parse::FileKind;

/// True for the name of a file that is an event list.
pub fn is_list_name(name: &str) -> bool {
    FileKind::of(name) == FileKind::EventList
}
