//! `trace-lint check`: files in, findings out.

use super::select::Selection;
use super::{Outcome, complain};
use crate::diagnostic::Diagnostic;
use crate::files::{SourceTree, read, stand_in};
use crate::linter::{Settings, lint_file, lint_files};
use crate::report::{self, Finding, Human, Summary, plural};
use crate::version::Version;
use clap::ValueEnum;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use termcolor::Buffer;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, or folders to search for files named trace-events; `-` for standard input
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    output_format: Format,
    /// The QEMU release that the files are meant for (default: the tree's VERSION, else the newest)
    #[arg(long, value_name = "VERSION")]
    qemu_version: Option<Version>,
    #[command(flatten)]
    selection: Selection,
    /// The name that findings in standard input carry
    #[arg(long, value_name = "PATH", default_value = "<stdin>")]
    stdin_filename: PathBuf,
    /// Check each file for itself, not against the rest of its tree
    #[arg(long)]
    no_index: bool,
    /// Print the findings and nothing else
    #[arg(long, short)]
    quiet: bool,
    /// Print how many findings each rule has, in place of the findings
    #[arg(long)]
    statistics: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn for a terminal
    Human,
    /// One line a finding
    Short,
    /// One JSON object
    Json,
}

pub(super) fn run(arguments: &Arguments, color: bool) -> io::Result<Outcome> {
    let (trees, has_failed) = sources(arguments);
    let rules = arguments.selection.rules();
    let found: Vec<_> = trees
        .iter()
        .map(|tree| {
            let version = arguments.qemu_version.or(tree.version).unwrap_or(Version::NEWEST);
            lint(tree, &Settings { rules: rules.clone(), version }, arguments.no_index)
        })
        .collect();
    let findings: Vec<Finding> = trees
        .iter()
        .zip(&found)
        .flat_map(|(tree, found)| {
            found.iter().map(|(file, diagnostic)| Finding {
                diagnostic,
                file: &tree.files[*file],
                files: &tree.files,
            })
        })
        .collect();
    let files = trees.iter().flat_map(|tree| &tree.files);
    let mut summary = Summary {
        files: files.clone().count(),
        events: files.map(|file| file.events.len()).sum(),
        ..Summary::default()
    };
    summary.count(&findings);
    print(arguments, color, &findings, &summary)?;
    Ok(match (has_failed, summary.fails()) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// The files to check, and whether some could not be read.
fn sources(arguments: &Arguments) -> (Vec<SourceTree>, bool) {
    let (standard, paths): (Vec<_>, Vec<_>) =
        arguments.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let (mut trees, failures) = read(&paths);
    let mut has_failed = !failures.is_empty();
    for failure in failures {
        complain(&format!("{}: {}", failure.path.display(), failure.reason));
    }
    if !standard.is_empty() {
        let mut text = Vec::new();
        match io::stdin().lock().read_to_end(&mut text) {
            Ok(_) => trees.push(stand_in(&arguments.stdin_filename, text)),
            Err(error) => {
                complain(&format!("standard input: {error}"));
                has_failed = true;
            }
        }
    }
    (trees, has_failed)
}

/// The findings of a tree, each with the index of its file, in the order in which they are shown.
fn lint(tree: &SourceTree, settings: &Settings, alone: bool) -> Vec<(usize, Diagnostic)> {
    let mut found: Vec<(usize, Diagnostic)> = Vec::new();
    for (index, file) in tree.files.iter().enumerate() {
        found.extend(lint_file(file, settings).into_iter().map(|diagnostic| (index, diagnostic)));
        if alone {
            let files = std::slice::from_ref(file);
            let own = lint_files(files, &tree.groups, settings).into_iter();
            found.extend(own.map(|(_, diagnostic)| (index, diagnostic)));
        }
    }
    if !alone {
        found.extend(lint_files(&tree.files, &tree.groups, settings));
    }
    found.sort_by(|(one_file, one), (other_file, other)| {
        (one_file, one.span, one.rule.code).cmp(&(other_file, other.span, other.rule.code))
    });
    found
}

fn print(arguments: &Arguments, color: bool, findings: &[Finding], summary: &Summary) -> io::Result<()> {
    let mut out = if color { Buffer::ansi() } else { Buffer::no_color() };
    match arguments.output_format {
        Format::Json => report::json(&mut out, findings, summary)?,
        _ if arguments.statistics => statistics(&mut out, findings)?,
        Format::Short => report::short(&mut out, findings)?,
        Format::Human => {
            let human = Human::default();
            for finding in findings {
                human.draw(&mut out, finding)?;
            }
        }
    }
    if arguments.output_format == Format::Human && !arguments.quiet {
        writeln!(out, "{}", sentence(summary))?;
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(out.as_slice())?;
    stdout.flush()
}

fn statistics(out: &mut Buffer, findings: &[Finding]) -> io::Result<()> {
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for Finding { diagnostic, .. } in findings {
        counts.entry(diagnostic.rule.code).or_insert((0, diagnostic.rule.name)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(code, (count, _))| (std::cmp::Reverse(*count), *code));
    for (code, (count, name)) in counts {
        writeln!(out, "{count:>6}  {code}  {name}")?;
    }
    Ok(())
}

fn sentence(summary: &Summary) -> String {
    let scope = format!("{} in {}", plural(summary.events, "event"), plural(summary.files, "file"));
    let counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "note")];
    let found: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, name)| plural(count, name)).collect();
    match (summary.files, found.is_empty()) {
        (0, _) => "No trace-events file found.".into(),
        (_, true) => format!("No findings: {scope}."),
        (_, false) => format!("{}: {scope}.", found.join(", ")),
    }
}
