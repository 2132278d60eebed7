//! The text of any file of a tree: of a document that is open, else of the index, else of the disk.

use crate::view::buffer::Buffer;
use std::sync::Arc;
use trace_lint::parse::events::File;
use trace_lint::text::Document;

/// The text of some file of a tree.
#[derive(Clone)]
pub enum Text {
    Buffer(Arc<Buffer>),
    /// It is a trace-events file of the index.
    Events(Arc<File>),
    /// It was read from the disk; empty where it can't be.
    Disk(Arc<Document>),
}

impl Text {
    /// Its bytes and lines; `None` when it is too large.
    pub fn document(&self) -> Option<&Document> {
        match self {
            Text::Buffer(buffer) => buffer.document(),
            Text::Events(file) => Some(file),
            Text::Disk(document) => Some(document),
        }
    }

    /// The client's number for it, when it is open.
    pub fn version(&self) -> Option<i32> {
        match self {
            Text::Buffer(buffer) => Some(buffer.version),
            _ => None,
        }
    }
}
