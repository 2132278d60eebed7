//! `trace-lint generate`: what is made from the program's own descriptions: man pages, completions, the
//! pages of the rules. For the release recipe and the documentation.

use super::{Outcome, complain};
use crate::files::{create, told};
use crate::pages::pages;
use clap::{Command, CommandFactory, Subcommand, ValueEnum};
use clap_complete::{Shell, generate_to};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    #[command(flatten)]
    OfProgram(OfProgram),
    /// The pages of the rules
    Rules(Folder),
}

/// What is made from a program's description of its arguments.
#[derive(Debug, Subcommand)]
pub enum OfProgram {
    /// Man pages
    Man(Folder),
    /// Completions for bash, zsh, fish, elvish and PowerShell
    Completions(Folder),
}

/// Where it goes.
#[derive(Debug, clap::Args)]
pub struct Folder {
    /// The folder to write it to
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl OfProgram {
    /// Makes it for a program.
    ///
    /// # Errors
    /// A sentence that names the folder that can't be written to.
    pub fn make(&self, mut command: Command) -> Result<(), String> {
        let (OfProgram::Man(Folder { folder }) | OfProgram::Completions(Folder { folder })) = self;
        let failed = |error: io::Error| format!("{}: {}", folder.display(), told(&error));
        fs::create_dir_all(folder).map_err(failed)?;
        if let OfProgram::Man(_) = self {
            return clap_mangen::generate_to(command, folder).map_err(failed);
        }
        let name = command.get_name().to_owned();
        for shell in Shell::value_variants() {
            generate_to(*shell, &mut command, &name, folder).map_err(failed)?;
        }
        Ok(())
    }
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let made = match &arguments.what {
        What::OfProgram(what) => what.make(super::Arguments::command()),
        What::Rules(Folder { folder }) => write_pages(folder),
    };
    if let Err(problem) = made {
        complain(&problem);
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Clean)
}

fn write_pages(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {}", folder.display(), told(&error)))?;
    let write = |(name, text): (String, String)| create(&folder.join(name), text.as_bytes());
    pages().into_iter().try_for_each(write).map_err(|failure| failure.sentence())
}
