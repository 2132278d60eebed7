//! What docs/security.md promises, held against trees, patches, repositories and messages that were made to
//! break it. Needs Rust, git, and what POSIX has; the terminal is that of util-linux's `script`.

#![cfg(unix)]

mod baselines;
mod bounded;
mod bytes;
mod editor;
mod endless;
mod foreign_git;
mod full_disk;
mod ground;
mod inputs;
mod kills;
mod links;
mod outputs;
mod patches;
mod repository;
mod revisions;
mod server;
mod terminal;
mod trap_tree;
mod traps;
mod writers;
