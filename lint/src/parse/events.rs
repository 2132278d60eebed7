//! A trace-events file: bytes to tokens to a lossless tree with syntax errors, and the events that it means.
//!
//! It knows tracetool's grammar, and nothing of rules or of other files. It judges nothing.

mod conflict;
mod event;
mod file;
pub mod headings;
mod parser;
pub mod token;
mod tree;

pub use event::{Argument, Event, events};
pub(crate) use event::{Half, TCG_FUNCTION, type_of_tcg};
pub use file::File;
pub use parser::parse;
pub use tree::*;

pub use crate::qemu::printf::{FormatNode, Piece, PieceKind};
