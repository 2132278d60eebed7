//! `trace-lint generate`: what is made from the program's own descriptions: man pages, completions, the
//! pages of the rules. For the release recipe and the documentation.

use super::messages::{report_failures, warn};
use super::outcome::Outcome;
use super::print::print_bytes;
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
    /// Man pages: that of trace-lint on standard output, or all in a folder
    Man(Folder),
    /// Shell completions: one script on standard output, or all in a folder
    Completions {
        /// The shell whose script is printed
        #[arg(value_name = "SHELL", required_unless_present = "out", conflicts_with = "out")]
        shell: Option<Shell>,
        #[command(flatten)]
        folder: Folder,
    },
    /// The pages of the rules, as Markdown: their list on standard output, or all in a folder
    Rules(Folder),
}

#[derive(Debug, clap::Args)]
struct Folder {
    /// Write all files to this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// `program` is the description of its arguments.
pub(super) fn run(arguments: &Arguments, program: Command) -> io::Result<Outcome> {
    // The first page is what is printed without a folder.
    let (folder, pages) = match &arguments.what {
        What::Man(folder) => (folder, man_pages(program.disable_help_subcommand(true))),
        What::Completions { shell, folder } => (
            folder,
            completions(program, shell.as_ref().map_or(Shell::value_variants(), std::slice::from_ref)),
        ),
        What::Rules(folder) => (folder, rule_pages()),
    };
    let Some(folder) = &folder.out else {
        let (_, text) = &pages[0];
        return print_bytes(text).map(|()| Outcome::Clean);
    };
    if let Err(problem) = write_all(folder, pages) {
        warn(&problem);
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Clean)
}

/// A file that is made: its name and its text.
type Page = (String, Vec<u8>);

fn rule_pages() -> Vec<Page> {
    pages().into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

fn completions(mut program: Command, shells: &[Shell]) -> Vec<Page> {
    let name = program.get_name().to_owned();
    let page = |shell: &Shell| {
        let mut text = Vec::new();
        clap_complete::generate(*shell, &mut program, &name, &mut text);
        (shell.file_name(&name), text)
    };
    shells.iter().map(page).collect()
}

/// The man pages of a command and of those below it.
fn man_pages(mut command: Command) -> Vec<Page> {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    // Memory can be written to.
    let _ = man.render(&mut text);
    let mut pages = vec![(man.get_filename(), text)];
    command.build();
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        pages.extend(man_pages(subcommand.clone()));
    }
    pages
}

/// Writes files of these names and texts to a folder.
fn write_all(folder: &Path, pages: Vec<Page>) -> Result<(), String> {
    files::create_folder(folder).map_err(|failure| failure.sentence())?;
    for (name, text) in pages {
        let note = files::write(&folder.join(name), &text).map_err(|failure| failure.sentence())?;
        report_failures(note.as_slice());
    }
    Ok(())
}
