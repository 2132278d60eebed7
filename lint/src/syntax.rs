//! The text of a trace-events file: bytes to tokens to a lossless tree with syntax errors.
//!
//! It knows tracetool's grammar and nothing of events' meaning, of rules or of files.

mod parser;
pub mod token;
mod tree;

pub use parser::parse;
pub use tree::*;
