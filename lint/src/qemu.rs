//! TODO face of qemu

pub mod era;
pub mod pattern;
pub mod printf;
pub mod reserved;
pub mod version;
