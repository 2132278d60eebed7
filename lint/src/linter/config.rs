//! The configuration: what a tree's `trace-lint.toml`, the command line and an editor decide, and in
//! which order.
//!
//! ```text
//! trace-lint.toml ─► options ─┐
//! --config, --select, … ──────┴► layers ─► policy ─► which rules run where, and how they weigh
//! ```
//!
//! It is given texts: `files` finds and reads them.

use crate::parse::FileKind;

mod choice;
mod entries;
mod globs;
mod layer;
mod options;
mod policy;
mod read;
mod shown;

pub use choice::Choice;
pub use entries::{BackendName, Entry, Release};
pub use globs::Globs;
pub use layer::Layer;
pub use options::{KEYS, Options, PER_FILE_KEYS, PerFile, schema};
pub use policy::{Policy, Problems};
pub use read::{Problem, read};
pub use shown::{Value, values};

pub use crate::parse::file_kind::CONFIG_NAMES as FILE_NAMES;

/// True for the path of a configuration file.
pub fn is_config(path: &str) -> bool {
    FileKind::of(path) == FileKind::Config
}
