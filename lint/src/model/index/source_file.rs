//! A source, and what it says about trace events.

use crate::parse::source::Source;
use std::sync::Arc;

/// A source file, and what it says about trace events. Its text is not kept.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path as shown, relative to the root of its tree, with `/`.
    pub path: Arc<str>,
    pub source: Source,
}
