//! The `trace-lint` command: arguments in, exit status out.

use clap::Parser;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::ExitCode;
use trace_lint::cli::{Arguments, run};
use trace_lint::text::printable;

fn main() -> ExitCode {
    match run(arguments()) {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Whoever reads our output has had enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("trace-lint: standard output: {error}");
            ExitCode::from(2)
        }
    }
}

/// The arguments. A message about a wrong one quotes it, and must not bring its control characters to a terminal.
fn arguments() -> Arguments {
    let given: Vec<OsString> = std::env::args_os().collect();
    Arguments::try_parse_from(&given).unwrap_or_else(|error| {
        let shown = given.iter().map(|argument| printable(&argument.to_string_lossy()).into_owned());
        Arguments::try_parse_from(shown).err().unwrap_or(error).exit()
    })
}
