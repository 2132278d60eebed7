//! What a worker reads: documents and trees as they were at one moment. None of it ever changes.

pub mod buffer;
pub mod config;
pub mod features;
pub mod kind;
pub mod snapshot;
pub mod tree;
pub mod uri;
pub mod workspace;
