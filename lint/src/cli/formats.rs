//! The output formats of the commands that print something other than findings.

use clap::ValueEnum;

/// The output formats of the commands that print something other than findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum HumanFormat {
    /// For a terminal
    #[value(alias = "text")]
    Human,
    /// One JSON object
    Json,
}
