//! One function a request: from the protocol's types, to a feature of `ide`, and back.

pub mod actions;
pub mod calls;
pub mod diagnostics;
pub mod folding;
pub mod navigation;
pub mod rename;
pub mod selection;
pub mod symbols;
pub mod text;
pub mod tokens;
