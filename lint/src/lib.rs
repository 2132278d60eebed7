//! trace-lint: a linter for QEMU's `trace-events` files.
//!
//! ```text
//! bytes ─► tokens ─► tree ─► events ─► rules ─► findings ─► human, short, JSON
//!        syntax/          event, printf/  rules/  linter      report/
//!
//! C, Rust sources ─► references
//!                source/
//! ```
//!
//! Left to right, never back: `syntax` knows nothing of events, `printf` nothing of files, a rule
//! nothing of another rule's findings or of output. `files` is the only one that reads the disk;
//! `report::human` the only one that knows the terminal.

pub mod cli;
pub mod diagnostic;
pub mod event;
pub mod file;
pub mod files;
pub mod groups;
pub mod linter;
pub mod printf;
pub mod report;
pub mod rule;
pub mod rules;
pub mod source;
pub mod suggestion;
pub mod syntax;
pub mod text;
pub mod version;
