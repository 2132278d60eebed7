//! The program's output, as a user meets it: small trees, exit statuses, reports, fixes. Needs only Rust and git.

mod audit;
mod bad_trees;
mod baseline;
mod changes;
mod command_line;
mod compat;
mod config;
mod event_lists;
mod fixes;
mod fmt;
mod recordings;
mod references;
mod reports;
mod scripts;
mod suppressions;
