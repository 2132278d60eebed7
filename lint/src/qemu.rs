//! TODO face of qemu

pub mod pattern;
pub mod printf;
pub mod reserved;
pub mod version;
