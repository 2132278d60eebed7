//! Reading: one file in, plain data out. Nothing here reads the disk, looks at another file, or judges.

pub mod allow;
pub mod command;
pub mod config_file;
pub mod event_list;
pub mod events;
pub(crate) mod file_kind;
pub mod groups;
mod makefile;
pub(crate) mod meson;
pub(crate) mod qapi;
pub mod release;
pub mod script;
pub mod source;
pub mod systemtap;

pub use file_kind::{FileKind, Language};
