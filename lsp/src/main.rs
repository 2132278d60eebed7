//! The `trace-lsp` command: the server on standard input and output.

use clap::Parser;
use std::io;
use std::process::ExitCode;
use trace_lsp::arguments::Arguments;
use trace_lsp::{logging, server};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
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
