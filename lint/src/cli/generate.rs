//! `trace-lint generate`: what is made from the program's own descriptions: man pages, completions, the
//! pages of the rules. For the release recipe and the documentation.

use super::messages::{report_failures, warn};
use super::outcome::Outcome;
use crate::files;
use crate::report::rule_pages::pages;
use clap::{Command, Subcommand, ValueEnum};
use clap_complete::{Generator, Shell};
use clap_mangen::Man;
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
        let mut pages = Vec::new();
        if let OfProgram::Man(_) = self {
            man_pages(command.disable_help_subcommand(true), &mut pages);
        } else {
            let name = command.get_name().to_owned();
            for shell in Shell::value_variants() {
                let mut text = Vec::new();
                clap_complete::generate(*shell, &mut command, &name, &mut text);
                pages.push((shell.file_name(&name), text));
            }
        }
        write_all(folder, pages)
    }
}

/// `program` is the description of its arguments.
pub(super) fn run(arguments: &Arguments, program: Command) -> io::Result<Outcome> {
    let made = match &arguments.what {
        What::OfProgram(what) => what.make(program),
        What::Rules(Folder { folder }) => {
            write_all(folder, pages().into_iter().map(|(name, text)| (name, text.into_bytes())).collect())
        }
    };
    if let Err(problem) = made {
        warn(&problem);
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Clean)
}

/// The man pages of a command and of those below it, each with the name of its file.
fn man_pages(command: Command, pages: &mut Vec<(String, Vec<u8>)>) {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    // Memory can be written to.
    let _ = man.render(&mut text);
    pages.push((man.get_filename(), text));
    let mut command = command;
    command.build();
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        man_pages(subcommand.clone(), pages);
    }
}

/// Writes files of these names and texts to a folder.
fn write_all(folder: &Path, pages: Vec<(String, Vec<u8>)>) -> Result<(), String> {
    files::create_folder(folder).map_err(|failure| failure.sentence())?;
    for (name, text) in pages {
        let note = files::write(&folder.join(name), &text).map_err(|failure| failure.sentence())?;
        report_failures(note.as_slice());
    }
    Ok(())
}
