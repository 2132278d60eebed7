//! Finding, reading and writing files: the only place of the library that touches the disk. All reads go
//! through [`disk`], all writes through [`write`].

mod argument_macros;
mod commands;
mod configs;
mod discovery;
pub mod disk;
mod failure;
mod git;
mod git_changes;
mod gitignore;
mod ignored;
mod include_closure;
mod interrupt;
mod links;
mod listing;
mod locate;
mod overlay;
mod pasting_macros;
mod paths;
mod progress;
mod reader;
mod roots;
mod scope;
mod scripts;
mod second_pass;
mod source_tree;
mod tree;
mod two_trees;
mod write;

pub(crate) use discovery::Request;
pub use failure::Failure;
pub(crate) use failure::io_reason;
pub(crate) use git_changes::{Change, PendingDiff, Range, blobs_by_name, staged_files, start_diff};
pub(crate) use links::is_one_file;
pub use locate::{Location, locate};
pub use overlay::Overlay;
pub use progress::Progress;
pub(crate) use roots::{qemu_root_of, root_of, trees_below};
pub use source_tree::SourceTree;
pub use tree::read_tree;
pub(crate) use two_trees::{CompatInputs, read_compat_inputs};
pub(crate) use write::{FileChange, create_folder, write};
