//! What tower-lsp calls, message by message.

pub mod backend;
pub mod lifecycle;
pub mod raw_capabilities;
pub mod requests;
pub mod wire_order;
