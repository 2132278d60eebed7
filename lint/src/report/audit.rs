//! The audit: what a whole tree has, what is wrong in it, and where most care is needed.
//!
//! The numbers are a pure function of the index; one file an output format draws them. It has no
//! rules of its own, and reads and writes no file.

mod code_spans;
mod counts;
mod html;
mod human;
mod json;
mod maintainers;
mod markdown;
mod model;
mod owners;
mod table;
mod tally;

pub(crate) use html::write as html;
pub(crate) use human::write as human;
pub(crate) use json::write as json;
pub(crate) use maintainers::Maintainers;
pub(crate) use markdown::write as markdown;
pub(crate) use model::Audit;
