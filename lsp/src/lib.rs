//! The language server of trace-lint, on tower-lsp.
//!
//! ```text
//! stdin ─► transport ─► lifecycle ─► wire_order ─► backend ─► event ─► main_loop, state
//! stdout ◄─ transport ◄─ outbox ◄─────────────────────────────────┘        │ snapshot
//!                                      handlers: proto::from ─► ide ─► proto::to (workers)
//! ```
//!
//! `state` is written by the main loop alone. Whoever reads has a `snapshot`, which never changes.
//! `ide` is pure; `proto` alone converts between the protocol's types and ours; `document` alone
//! edits text and counts columns.

pub mod backend;
pub mod buffer;
pub mod burst;
pub mod capabilities;
pub mod config;
pub mod document;
pub mod event;
pub mod frames;
pub mod handlers;
pub mod ide;
pub mod lifecycle;
pub mod logging;
pub mod main_loop;
pub mod outbox;
pub mod pool;
pub mod proto;
pub mod registrations;
pub mod server;
pub mod snapshot;
pub mod state;
pub mod transport;
pub mod tree;
pub mod wire_order;
pub mod workspace;
