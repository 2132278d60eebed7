//! trace-lint: a linter for QEMU's `trace-events` files.
//!
//! ```text
//! bytes ─► tokens ─► tree ─► events ─┐
//!        syntax/      event, printf/ ├─► index ─► rules ─► findings ─► human, short, JSON
//! sources ─► references, guards ─────┘   index/   rules/    linter     report/
//!          source/
//! ```
//!
//! Left to right, never back: `syntax` knows nothing of events, `printf` nothing of files,
//! `source` nothing of declarations, a rule nothing of another rule's findings or of output.
//! `files` is the only one that reads the disk; `report::human` the only one that knows the
//! terminal.

pub mod allow;
pub mod audit;
pub mod baseline;
pub mod changed;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod event;
pub mod file;
pub mod files;
pub mod fix;
pub mod format;
pub mod groups;
pub mod index;
pub mod linter;
pub mod names;
pub mod pages;
pub mod patch;
pub mod printf;
pub mod report;
pub mod rule;
pub mod rules;
pub mod selection;
pub mod source;
pub mod suggestion;
pub mod suppress;
pub mod syntax;
pub mod text;
pub mod version;
pub mod wiring;
