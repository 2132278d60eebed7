//! TODO face of model

pub mod backend;
pub mod catalogue;
pub mod compat;
pub mod index;
