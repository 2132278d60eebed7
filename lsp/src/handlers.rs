//! One function a request: from the protocol's types, to a feature of `ide`, and back.

pub mod actions;
pub mod calls;
pub mod completion;
pub mod contents;
pub mod diagnostics;
pub mod folding;
pub mod formatting;
pub mod highlights;
pub mod hints;
pub mod hover;
pub mod lenses;
pub mod links;
pub mod navigation;
pub mod rename;
pub mod selection;
pub mod signatures;
pub mod symbols;
pub mod text;
pub mod tokens;
