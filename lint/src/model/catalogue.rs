//! The catalogue: which events exist, which of them are compiled out, and what a pattern covers.
//!
//! It comes from the trace-events files of a tree and the commands of its QAPI schema, from a
//! `trace-events-all`, or from the list that a binary prints. What is declared is kept apart from what a
//! binary has: a build leaves groups out. It reads no file.

mod check_command;
mod check_list;
mod events;
mod from_files;
mod known;
mod list_problem;
mod no_match;
mod programs;

#[cfg(test)]
mod tests;
mod trigrams;
mod undone;

pub use check_command::covered;
pub(crate) use check_command::{NameProblem, check_names};
pub(crate) use check_list::{CheckedList, check_list};
pub use events::{Catalogue, Covered};
pub(crate) use from_files::EventsFromFiles;
pub(crate) use list_problem::{NotAName, ProblemKind};
pub(crate) use no_match::NoMatch;
pub use programs::Programs;
