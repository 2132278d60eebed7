//! Findings to new texts: which edits are made together, what a build file gets, and white space. It writes
//! no file.

pub mod apply;
pub mod build_files;
pub mod whitespace;
