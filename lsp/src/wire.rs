//! Bytes from and to the client, and whether it is there.

pub mod burst;
pub mod frames;
pub mod parent;
pub mod transport;
