//! The configuration: what a tree's `trace-lint.toml`, the command line and an editor decide, and in
//! which order.
//!
//! ```text
//! trace-lint.toml ─► options ─┐
//! --config, --select, … ──────┴► layers ─► policy ─► which rules run where, and how they weigh
//! ```
//!
//! It is given texts: `files` finds and reads them.

mod choice;
mod entries;
mod globs;
mod layer;
mod options;
mod policy;
mod read;
mod shown;

pub use layer::Layer;
pub(crate) use options::schema;
pub use options::{KEYS, Options, PER_FILE_KEYS};
pub use policy::{Policy, Problems};
pub(crate) use read::Problem;
pub(crate) use shown::{Value, values};

use crate::parse::FileKind;

/// True for the path of a configuration file.
pub fn is_config(path: &str) -> bool {
    FileKind::of(path) == FileKind::Config
}
