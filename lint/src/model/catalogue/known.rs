//! An event, as far as a list or a command can name it.

use super::programs::Programs;
use crate::parse::events::{Event, File};
use crate::qemu::era::Era;

/// An event, as far as a list or a command can name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    pub name: Box<str>,
    /// True when every declaration of it carries `disable`: it is compiled out.
    pub is_disabled: bool,
    /// True unless the names of a binary are known and this is none of them.
    pub is_present: bool,
    /// The programs that may have it.
    pub programs: Programs,
}

impl Known {
    pub(super) fn new(name: impl Into<Box<str>>, is_disabled: bool) -> Known {
        Known { name: name.into(), is_disabled, is_present: true, programs: Programs::ALL }
    }
}

/// What a trace-events file declares.
pub(super) fn declared(file: &File, era: Era) -> impl Iterator<Item = Known> {
    let programs = Programs::of_file(&file.path);
    let is_out = era.compiles_out_disabled();
    let known = move |event: &Event| Known::new(file.name(event), event.is_disabled && is_out);
    file.events.iter().map(move |event| Known { programs, ..known(event) })
}
