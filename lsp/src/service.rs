//! What tower-lsp calls, message by message.

pub mod backend;
pub mod lifecycle;
pub mod requests;
pub mod wire_order;
