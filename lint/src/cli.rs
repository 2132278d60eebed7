//! The command line: its arguments, and one file a subcommand.

mod audit;
mod baseline;
mod changes;
mod check;
mod compat;
mod config;
mod configure;
mod event_argument;
mod events_option;
mod expand;
mod explain;
mod file_changes;
mod fix;
mod fmt;
mod formats;
mod generate;
mod r#match;
mod messages;
mod notes;
mod outcome;
mod output;
mod print;
mod progress;
mod refs;
mod rule_selection;
mod rules;
mod suppress;
mod trace;
mod tree_argument;

pub use outcome::Outcome;

use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::io;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// A linter for QEMU's trace-events files
#[derive(Debug, Parser)]
#[command(name = "trace-lint", version, styles = STYLES, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 clean, 1 findings (warnings or errors), 2 the tool could not do its work."
)]
pub struct Arguments {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    color: When,
    #[command(subcommand)]
    command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum When {
    /// On a terminal, as NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM say
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check trace-events files, and what names their events
    Check(check::Arguments),
    /// Run the rules over a whole tree and say where it needs most care
    Audit(audit::Arguments),
    /// List where a trace event is declared, called, guarded and mentioned
    Refs(refs::Arguments),
    /// Check whether a recording of the backend `simple` fits the declared events, print it, count it
    Trace(trace::Arguments),
    /// Show what tracetool writes for an event and a backend, and what that records
    Expand(expand::Arguments),
    /// List the events that names and patterns switch on
    Match(r#match::Arguments),
    /// Say which changes of the events break what is built on an older tree
    Compat(compat::Arguments),
    /// Put the white space of trace-events files in order
    Fmt(fmt::Arguments),
    /// Show what holds for a file, and where each value comes from
    Config(config::Arguments),
    /// Generate shell completions, man pages or the pages of the rules
    Generate(generate::Arguments),
    /// Explain a rule: what it does, why, and what to write instead
    Explain(explain::Arguments),
    /// List the rules
    Rules(rules::Arguments),
}

/// Runs the program.
///
/// # Errors
/// When standard output can't be written to.
pub fn run(arguments: Arguments) -> io::Result<Outcome> {
    match arguments.color {
        When::Auto => ColorChoice::Auto,
        When::Always => ColorChoice::Always,
        When::Never => ColorChoice::Never,
    }
    .write_global();
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Refs(arguments) => refs::run(&arguments),
        Command::Trace(arguments) => trace::run(&arguments),
        Command::Expand(arguments) => expand::run(&arguments),
        Command::Match(arguments) => r#match::run(&arguments),
        Command::Compat(arguments) => compat::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments, Arguments::command()),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
    }
}
