//! TODO face of qemu

pub(crate) mod pattern;
pub mod printf;
pub mod reserved;
pub mod version;
