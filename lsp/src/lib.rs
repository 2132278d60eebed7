//! The language server of trace-lint, on tower-lsp.
//!
//! ```text
//! stdin ─► wire ─► service ─► session (one thread owns all that changes)
//! stdout ◄─ wire ◄─ client ◄────┘   │ view: what a worker reads, which never changes
//!                                   └► handlers: proto ─► ide ─► proto
//! ```
//!
//! `ide` knows no type of the protocol; `proto` alone converts; `document` alone edits text and counts columns.
//! `tests/house.rs` holds every import to the ranks of these folders.

pub mod arguments;
mod client;
mod document;
mod handlers;
mod ide;
pub mod logging;
mod proto;
pub mod server;
mod service;
mod session;
mod view;
mod wire;
