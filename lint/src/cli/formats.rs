//! The output formats of the commands that print something other than findings.

use clap::ValueEnum;

/// The output formats of the commands that print something other than findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The output formats of the commands whose text is laid out for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum HumanFormat {
    /// For a terminal
    Human,
    /// One JSON object
    Json,
}
