//! A trace-events file in memory: its bytes, and all that is read from them once.

use super::event::{Event, events};
use super::parser::parse;
use super::tree::Tree;
use crate::parse::file_kind::is_of_whole_build;
use crate::parse::groups::{directory_of, group_name};
use crate::text::Document;
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A trace-events file: a document, and what it declares.
#[derive(Clone, Debug)]
pub struct File {
    document: Document,
    /// True when it holds all events of a build, as `trace-events-all`: groups that are never linked
    /// together are side by side in it. False for the events of one directory, which make one group.
    pub is_of_build: bool,
    pub tree: Tree,
    pub events: Vec<Event>,
}

impl Deref for File {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl File {
    /// Reads a file from its bytes. `path` decides what the file is for.
    pub fn new(path: impl Into<Arc<str>>, text: Vec<u8>) -> File {
        let document = Document::new(path, text);
        let is_of_build = is_of_whole_build(&document.path);
        let tree = parse(&document.text);
        let events = events(&document.text, &tree);
        File { document, is_of_build, tree, events }
    }

    /// The name of the group that the build makes of it, by its directory.
    pub fn group(&self) -> String {
        group_name(directory_of(&self.path))
    }

    /// The name of an event.
    pub fn name(&self, event: &Event) -> Cow<'_, str> {
        let written = event.name.text(&self.text);
        match event.half {
            Some(half) => Cow::Owned(format!("{written}{}", half.suffix())),
            None => written,
        }
    }

    /// The event declared on the line that holds a byte.
    pub fn event_at(&self, offset: u32) -> Option<&Event> {
        let line = self.lines.line(offset);
        let start = self.events.partition_point(|event| event.line < line);
        let mut on_line = self.events[start..].iter().take_while(|event| event.line == line);
        let first = on_line.next()?;
        let second = on_line
            .next()
            .filter(|second| second.format.as_ref().is_some_and(|format| format.span.start <= offset));
        Some(second.unwrap_or(first))
    }
}
