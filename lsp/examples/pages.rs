//! Writes the man page or the shell completions of `trace-lsp` for the release recipe: the server itself is not to
//! carry what makes them.
//!
//! ```text
//! cargo run -p trace-lsp --example pages -- man FOLDER
//! cargo run -p trace-lsp --example pages -- completions FOLDER
//! ```

use clap::{CommandFactory, Parser, ValueEnum};
use clap_complete::Shell;
use std::io;
use std::path::{Path, PathBuf};
use trace_lsp::arguments::Arguments;

#[derive(Debug, Parser)]
struct Wanted {
    what: What,
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    Man,
    Completions,
}

fn main() -> io::Result<()> {
    let wanted = Wanted::parse();
    std::fs::create_dir_all(&wanted.folder)?;
    match wanted.what {
        What::Man => clap_mangen::generate_to(Arguments::command(), &wanted.folder),
        What::Completions => completions(&wanted.folder),
    }
}

fn completions(folder: &Path) -> io::Result<()> {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut command, &name, folder)?;
    }
    Ok(())
}
