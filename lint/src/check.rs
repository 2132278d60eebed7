//! One request to check: what is asked about, what a change brought in, and what is known already.

pub(crate) mod baseline;
pub(crate) mod changed;
pub(crate) mod fix;
mod fixed_tree;
pub(crate) mod given;
pub mod request;
