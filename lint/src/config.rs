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

pub use choice::Choice;
pub use entries::{BackendName, Entry, Release};
pub use globs::Globs;
pub use layer::Layer;
pub use options::{KEYS, Options, PER_FILE_KEYS, PerFile, schema};
pub use policy::{ConfigFile, Policy, Problems};
pub use read::{Problem, read};
pub use shown::{Value, values};

/// The names of a configuration file; of two in one folder the first counts.
pub const FILE_NAMES: [&str; 2] = ["trace-lint.toml", ".trace-lint.toml"];

/// True for the path of a configuration file.
pub fn is_config(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| FILE_NAMES.contains(&name))
}
