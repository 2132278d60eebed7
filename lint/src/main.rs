//! The `trace-lint` command: arguments in, exit status out.

use clap::Parser;
use std::io::ErrorKind;
use std::process::ExitCode;
use trace_lint::cli::{Arguments, run};

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Whoever reads our output has had enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("trace-lint: standard output: {error}");
            ExitCode::from(2)
        }
    }
}
