//! One request to check: what is asked about, what a change brought in, and what is known already.

pub mod baseline;
pub mod changed;
pub mod request;
