//! The program's output, as a user meets it: small trees, exit statuses, reports, fixes. Needs only Rust and git.

mod audit;
mod bad_trees;
mod baseline;
mod changes;
mod command_line;
mod compat;
mod config;
mod diffs;
mod eras;
mod event_lists;
mod fixes;
mod fmt;
mod guards;
mod mails;
mod probes;
mod recordings;
mod references;
mod release_of_a_tree;
mod releases;
mod reports;
mod rust_calls;
mod scripts;
mod smaller;
mod suppressions;
mod surface;
mod tree_membership;
