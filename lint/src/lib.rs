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
//! `files` is the only one that touches the disk; `report::human` the only one that knows the
//! terminal.
//!
//! Other places that name events, each read by a module of its own: `event_list` for lists, against the
//! `catalogue` of what exists; `command` for options, monitors and QMP, against the same; `script` for analysis
//! scripts, against what the simple backend has `recorded`; `systemtap` for SystemTap's; `recording` for what a
//! QEMU wrote; `compat` for another tree. `backend` tells what tracetool makes of an event for each.
//!
//! Round the findings: `config` decides which rules run where and how they weigh, `allow` and
//! `suppress` take out what comments allow, `baseline` what is known, `changed` (by `patch`) what a
//! change did not bring in; `fix` and `wiring` make new texts of them, `format` of white space.

pub mod check;
pub mod cli;
pub mod files;
pub mod fix;
pub mod linter;
pub mod model;
pub mod parse;
pub mod qemu;
pub mod recording;
pub mod report;
pub mod rules;
pub mod text;
