//! The two sets that are compared, and an event of one of them.

use crate::model::backend::simple::{Parameter, parameters};
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::parse::release::Release;
use crate::qemu::era::Era;
use std::borrow::Cow;
use std::sync::Arc;

/// One of the two that are compared.
#[derive(Clone, Debug, Default)]
pub struct EventSet {
    /// Its trace-events files, in the order of their paths.
    pub files: Vec<Arc<File>>,
    /// The release that it is of, where that is known.
    pub release: Option<Release>,
    /// What is shown before the paths of its files, and is a part of them.
    pub prefix: String,
    /// True for a catalogue such as trace-events-all, which has the events that a build generates too.
    pub is_catalogue: bool,
}

/// An event of a side.
#[derive(Clone, Debug)]
pub struct Signature<'a> {
    pub file: &'a Arc<File>,
    pub event: &'a Event,
    pub name: Cow<'a, str>,
    pub parameters: Vec<Parameter<'a>>,
}

impl<'a> Signature<'a> {
    pub(super) fn new(file: &'a Arc<File>, event: &'a Event, era: Option<Era>) -> Signature<'a> {
        Signature { file, event, name: file.name(event), parameters: parameters(file, event, era) }
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
