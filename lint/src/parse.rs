//! Reading: one file in, plain data out. Nothing here reads the disk, looks at another file, or judges.

pub mod file_kind;

pub use file_kind::{FileKind, Language};
