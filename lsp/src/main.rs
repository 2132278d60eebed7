//! The `trace-lsp` command: the server on standard input and output.

use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::io;
use std::process::ExitCode;
use trace_lint::cli::OfProgram;
use trace_lsp::{logging, server};
use tracing::Level;

/// The language server of trace-lint: QEMU's trace-events files, checked while you type
#[derive(Debug, Parser)]
#[command(name = "trace-lsp", version, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 when the client said `shutdown` first, 1 when not, 2 for wrong arguments."
)]
struct Arguments {
    /// Speak over standard input and output, which is the only way and the default
    #[arg(long)]
    stdio: bool,
    /// End with this process
    #[arg(long, value_name = "PID", alias = "clientProcessId")]
    client_process_id: Option<u32>,
    /// What to log to standard error: error, warn, info, debug or trace
    #[arg(long, env = "TRACE_LSP_LOG", value_name = "LEVEL", default_value_t = Level::WARN)]
    log: Level,
}

fn main() -> ExitCode {
    // For the release recipe; what it makes is to name the server's own arguments alone.
    let generate = OfProgram::augment_subcommands(Command::new("generate").hide(true));
    let command = Arguments::command().args_conflicts_with_subcommands(true).subcommand(generate);
    let matches = command.get_matches();
    if let Some((_, matches)) = matches.subcommand() {
        let what = OfProgram::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
        return match what.make(Arguments::command()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("trace-lsp: {problem}");
                ExitCode::from(2)
            }
        };
    }
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let _logging = logging::start(arguments.log);
    // Not locked: the lock would be held by a thread that waits when the process ends.
    match server::run(io::stdin(), io::stdout(), arguments.client_process_id) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::from(1)
        }
    }
}
