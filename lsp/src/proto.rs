//! The only conversions between the protocol's types and ours.

pub mod assist;
pub mod capabilities;
pub mod changes;
pub mod from;
pub mod items;
pub mod newest;
pub mod places;
pub mod position;
pub mod to;
