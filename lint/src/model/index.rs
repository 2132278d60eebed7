//! The index: what ties each event to its declarations, calls, guards, groups and headers over a
//! whole tree. It is given files already read, and judges nothing.

mod argument_macros;
mod arguments;
mod files;
#[cfg(any(test, feature = "fixture"))]
mod fixture;
mod groups;
mod includers;
mod includes;
mod mentions;
mod names;
mod replace;
mod source_file;
mod store;
mod tree_facts;
mod update;
mod usage;

pub use crate::parse::events::headings::{Heading, sections};
pub(crate) use crate::parse::events::headings::{Section, is_heading};
pub use crate::parse::qapi::{commands, is_generated};
pub(crate) use argument_macros::{ArgumentMacros, Definitions, MacroFile, stands_for};
pub(crate) use arguments::Miscount;
pub(crate) use files::IndexedFile;
pub use store::{Declaration, Index, Site};

#[cfg(any(test, feature = "fixture"))]
pub use fixture::index_of;
pub use includes::{Includes, generated_group, resolve};
pub use mentions::Mentioned;
pub use replace::Content;
pub use source_file::SourceFile;
pub use tree_facts::TreeFacts;
