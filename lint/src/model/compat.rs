//! What the events of an older tree or catalogue and those of a newer one have not in common: which event
//! stands where which stood, and what became of each argument. It judges nothing: the rules do that.

mod alignment;
mod consumers;
mod likeness;
mod pairs;

pub use crate::linter::changes::{changes, compare};
pub use alignment::{Alignment, Slot, has_same_type};
pub use consumers::{Consumer, Consumers};
pub use likeness::Likeness;
pub use pairs::pair;

use crate::model::backend::simple::{Parameter, parameters};
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::qemu::version::Version;
use std::borrow::Cow;
use std::sync::Arc;

/// One of the two that are compared.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Its trace-events files, in the order of their paths.
    pub files: Vec<Arc<File>>,
    /// The release that it is of, where that is known.
    pub version: Option<Version>,
    /// What is shown before the paths of its files, and is a part of them.
    pub prefix: String,
    /// True for a catalogue such as trace-events-all, which has the events that a build generates too.
    pub is_catalogue: bool,
}

/// An event of a side.
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    /// Its file.
    pub file: &'a Arc<File>,
    /// The event.
    pub event: &'a Event,
    /// Its name.
    pub name: Cow<'a, str>,
    /// What it records.
    pub parameters: Vec<Parameter<'a>>,
}

impl<'a> Shape<'a> {
    fn new(file: &'a Arc<File>, event: &'a Event, version: Option<Version>) -> Shape<'a> {
        Shape { file, event, name: file.name(event), parameters: parameters(file, event, version) }
    }

    /// What it prints, macros and all, without what makes no difference to the text.
    pub fn format(&self) -> Vec<&[u8]> {
        let Some(format) = &self.event.format else { return Vec::new() };
        let mut parts = Vec::new();
        let mut at = 0;
        for written in &format.macros {
            parts.push(&format.text[at..written.at]);
            parts.push(self.file.bytes(written.span));
            at = written.at;
        }
        parts.push(&format.text[at..]);
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The argument as written.
    pub fn declared(&self, parameter: &Parameter) -> String {
        let blank = if parameter.written.ends_with(" *") { "" } else { " " };
        format!("{}{blank}{}", parameter.written, parameter.name)
    }
}

/// An event of one side, and what it is on the other.
#[derive(Clone, Debug)]
pub enum Change<'a> {
    /// It is gone.
    Removed(Shape<'a>),
    /// It is new.
    Added(Shape<'a>),
    /// It is there on both sides.
    Kept(Box<Kept<'a>>),
}

/// An event that both sides have.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// As it was.
    pub old: Shape<'a>,
    /// As it is.
    pub new: Shape<'a>,
    /// Why it is taken for the same, where it has another name.
    pub likeness: Option<Likeness>,
    /// What became of its arguments; `None` where one of the lines can't be read.
    pub alignment: Option<Alignment>,
}

impl Kept<'_> {
    /// Of those whom a change breaks, those who can have used the event: nobody, while it was disabled.
    pub fn breaking(&self, consumers: Consumers) -> Consumers {
        if self.old.event.is_disabled { Consumers::default() } else { consumers }
    }
}

impl<'a> Change<'a> {
    fn kept(old: Shape<'a>, new: Shape<'a>, likeness: Option<Likeness>) -> Change<'a> {
        let is_read = !old.event.is_broken && !new.event.is_broken;
        let alignment = is_read.then(|| Alignment::new(&old.parameters, &new.parameters));
        Change::Kept(Box::new(Kept { old, new, likeness, alignment }))
    }
}
