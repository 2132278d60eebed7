//! The features, one file each. They are pure: a parsed file and spans go in, plain structs come out.
//! Nothing here names a type of the protocol, waits, reads or writes.

pub mod actions;
pub mod analysis;
pub mod call_completion;
pub mod call_hierarchy;
pub mod call_hints;
pub mod call_hover;
pub mod call_signature;
pub mod call_sites;
pub mod code_lens;
pub mod commands;
pub mod completion;
pub mod document_links;
pub mod event_lists;
pub mod expansion;
#[cfg(test)]
mod fixture;
pub mod folding;
pub mod format_arguments;
pub mod headings;
pub mod highlights;
pub mod hosts;
pub mod hover;
pub mod inferred_arguments;
pub mod inlay_hints;
pub mod markup;
pub mod place;
pub mod rename;
pub mod scripts;
pub mod selection;
pub mod signature_help;
pub mod source;
pub mod symbols;
pub mod target;
pub mod tokens;
pub mod workspace_symbols;
