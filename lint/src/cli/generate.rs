//! `trace-lint generate`: what is made from the program's own descriptions: man pages, completions, the
//! pages of the rules. For the release recipe and the documentation.

use super::{Outcome, complain};
use crate::files::create;
use crate::pages::pages;
use clap::{CommandFactory, ValueEnum};
use clap_complete::{Shell, generate_to};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to make
    #[arg(value_enum)]
    what: What,
    /// The folder to write it to
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Man pages
    Man,
    /// Completions for bash, zsh, fish, elvish and PowerShell
    Completions,
    /// The pages of the rules
    Rules,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if let Err(problem) = write(arguments.what, &arguments.folder) {
        complain(&problem);
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Clean)
}

fn write(what: What, folder: &Path) -> Result<(), String> {
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    let mut command = super::Arguments::command();
    match what {
        What::Man => clap_mangen::generate_to(command, folder).map_err(failed),
        What::Completions => {
            for shell in Shell::value_variants() {
                generate_to(*shell, &mut command, "trace-lint", folder).map_err(failed)?;
            }
            Ok(())
        }
        What::Rules => {
            for (name, text) in pages() {
                create(&folder.join(name), text.as_bytes()).map_err(|failure| failure.sentence())?;
            }
            Ok(())
        }
    }
}
