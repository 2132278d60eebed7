//! A trace-events file in memory: its bytes, and all that is read from them once.

use crate::event::{Event, events};
use crate::syntax::{Tree, parse};
use crate::text::{LineIndex, Span};
use std::borrow::Cow;
use std::sync::Arc;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The events of one directory, which make one group.
    Group,
    /// All events of a build, as `trace-events-all`: groups that are never linked together
    /// stand side by side in it.
    Catalogue,
}

/// A trace-events file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    /// What it is for.
    pub kind: FileKind,
    /// Its bytes.
    pub text: Vec<u8>,
    /// Where its lines begin.
    pub lines: LineIndex,
    /// Its syntax.
    pub tree: Tree,
    /// Its events.
    pub events: Vec<Event>,
}

impl File {
    /// Reads a file from its bytes. `path` decides what the file is for.
    pub fn new(path: impl Into<Arc<str>>, text: Vec<u8>) -> File {
        let path = path.into();
        let kind = if path.ends_with("trace-events-all") { FileKind::Catalogue } else { FileKind::Group };
        let lines = LineIndex::new(&text);
        let tree = parse(&text);
        let events = events(&text, &tree);
        File { path, kind, text, lines, tree, events }
    }

    /// The group that the build makes of the file, by its directory: `hw_block`, or `root` for the tree's own.
    pub fn group(&self) -> String {
        let Some((directory, _)) = self.path.rsplit_once('/') else { return "root".into() };
        directory.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
    }

    /// The bytes of a span.
    pub fn bytes(&self, span: Span) -> &[u8] {
        span.of(&self.text)
    }

    /// The name of an event.
    pub fn name(&self, event: &Event) -> Cow<'_, str> {
        event.name.text(&self.text)
    }
}
