//! The `trace-lsp` command: the server on standard input and output.

use clap::{CommandFactory, Parser, Subcommand};
use std::io;
use std::process::ExitCode;
use trace_lint::cli::OfProgram;
use trace_lsp::{logging, server};
use tracing::Level;

/// The language server of trace-lint: QEMU's trace-events files, checked while you type
#[derive(Debug, Parser)]
#[command(name = "trace-lsp", version, max_term_width = 100)]
#[command(
    args_conflicts_with_subcommands = true,
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
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make man pages or completions
    #[command(hide = true, subcommand)]
    Generate(OfProgram),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(Command::Generate(what)) = &arguments.command {
        return match what.make(Arguments::command()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("trace-lsp: {problem}");
                ExitCode::from(2)
            }
        };
    }
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
