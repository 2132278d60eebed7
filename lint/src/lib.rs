//! trace-lint: a linter for QEMU's `trace-events` files.
//!
//! Read the folders downward; each imports only those above it (`docs/ARCHITECTURE.md` has the whole picture):
//!
//! - [`text`]: bytes, spans, lines, patches. It knows nothing of QEMU.
//! - [`qemu`]: what QEMU and C define: releases, printf on each host, reserved names, name patterns.
//! - [`parse`]: one file in, plain data out. It never looks at another file.
//! - [`model`]: what the files say together: index, catalogue, backends, two trees. It has no findings.
//! - [`rules`]: one file a rule. They never touch the disk.
//! - [`linter`]: which rules run where. It is pure.
//! - [`fix`]: findings to new texts.
//! - [`recording`]: trace recordings, checked against the model.
//! - [`files`]: the disk and git. Nothing else opens a file.
//! - [`report`]: findings to text, one file a format.
//! - [`check`]: one request: what was asked, what changed, what is in the baseline.
//! - [`cli`]: one file a subcommand.

// Without the command line, parts of the library have no user.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod files;
pub mod fix;
pub mod linter;
pub mod model;
pub mod parse;
pub mod qemu;
pub mod recording;
#[cfg(feature = "cli")]
pub mod report;
pub mod rules;
pub mod text;
