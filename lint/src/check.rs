//! One request to check: what is asked about, what a change brought in, and what is known already.

pub(crate) mod baseline;
pub(crate) mod changed;
pub mod request;
