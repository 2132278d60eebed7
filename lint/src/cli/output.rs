//! `--output-format` and `--output-file`: what is found, for people and for programs.

use super::messages::warn;
use super::print::{plain, print, save};
use crate::files::is_one_file;
use crate::report::{self, Finding, Human, Summary};
use crate::text::{plural, printable};
use clap::ValueEnum;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Output {
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    output_format: Format,
    /// Write a report to a file as well; may be given several times
    #[arg(long, value_name = "FORMAT=PATH", value_parser = report_file)]
    output_file: Vec<(Format, PathBuf)>,
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
    /// One line a finding, as checkpatch.pl and b4 have it
    Checkpatch,
    /// Workflow commands of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// SARIF 2.1.0
    Sarif,
    /// The XML of Checkstyle
    Checkstyle,
    /// The XML of JUnit
    Junit,
}

const EXAMPLE: &str = "expected FORMAT=PATH, as in sarif=report.sarif";

/// Reads `FORMAT=PATH`.
fn report_file(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or(EXAMPLE)?;
    let known = Format::value_variants().iter().filter_map(Format::to_possible_value);
    let names: Vec<_> = known.map(|value| value.get_name().to_owned()).collect();
    let format = Format::from_str(format, false)
        .map_err(|_| format!("no format is named `{format}`; there are {}", names.join(", ")))?;
    Ok((format, PathBuf::from(path)))
}

impl Output {
    /// True when only findings and errors are to be shown: b4 takes a note for a failure.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet || self.output_format == Format::Checkpatch
    }

    /// Says why a patch is not judged that does not fit the tree. Where b4 reads it, that fails no patch: it may build
    /// on another that is not applied.
    pub(super) fn unjudged(&self, message: &str) {
        match self.output_format {
            // When standard output is closed there is nobody to read it.
            Format::Checkpatch => drop(print(false, |out| {
                let message = message.strip_prefix("note: ").unwrap_or(message);
                writeln!(out, "WARNING: not checked: {}", printable(message))
            })),
            _ => warn(message),
        }
    }

    /// A file that two reports are to be written to.
    fn doubled(&self) -> Option<&Path> {
        let paths: Vec<_> = self.output_file.iter().map(|(_, path)| path.as_path()).collect();
        let is_doubled = |at: usize| paths[..at].iter().any(|other| is_one_file(other, paths[at]));
        (0..paths.len()).find(|at| is_doubled(*at)).map(|at| paths[at])
    }

    /// Prints and writes what is found; false when a file could not be written.
    pub(super) fn print(&self, findings: &[Finding], summary: &Summary) -> io::Result<bool> {
        if let Some(path) = self.doubled() {
            warn(&format!("{}: two reports can't be written to one file", path.display()));
            return Ok(false);
        }
        let mut is_written = true;
        for (format, path) in &self.output_file {
            let mut out = Vec::new();
            format.render(&mut out, findings, summary)?;
            let is_human = *format == Format::Human;
            is_written &= save(path, &if is_human { plain(&out) } else { out });
        }
        let printed = print(self.output_format == Format::Human, |out| {
            match self.output_format {
                Format::Human | Format::Short if self.statistics => statistics(out, findings)?,
                format => format.render(out, findings, summary)?,
            }
            match self.output_format {
                Format::Human if !self.quiet => end(out, findings, summary),
                _ => Ok(()),
            }
        });
        match printed {
            // Whoever reads has had enough; what was found decides the exit status all the same.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            result => result?,
        }
        Ok(is_written)
    }
}

impl Format {
    fn render(self, out: &mut Vec<u8>, findings: &[Finding], summary: &Summary) -> io::Result<()> {
        match self {
            Format::Human => findings.iter().try_for_each(|finding| Human::default().draw(out, finding)),
            Format::Short => report::short(out, findings),
            Format::Checkpatch => report::checkpatch(out, findings),
            Format::Json => report::json(out, findings, summary),
            Format::Github => report::github(out, findings),
            Format::Gitlab => report::gitlab(out, findings),
            Format::Sarif => report::sarif(out, findings),
            Format::Checkstyle => report::checkstyle(out, findings),
            Format::Junit => report::junit(out, findings, summary),
        }
    }
}

fn statistics(out: &mut Vec<u8>, findings: &[Finding]) -> io::Result<()> {
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

/// What follows the findings: how many there are, and what to do about them.
fn end(out: &mut Vec<u8>, findings: &[Finding], summary: &Summary) -> io::Result<()> {
    writeln!(out, "{}", sentence(summary))?;
    let (safe, others) = (summary.safely_fixable, summary.fixable - summary.safely_fixable);
    if safe > 0 {
        writeln!(out, "[*] {safe} fixable with `--fix`.")?;
    }
    if others > 0 {
        // One of them may remove the event that a misspelt call means: to be looked at first.
        writeln!(out, "{others} with an unsafe fix: see `--diff --unsafe-fixes`.")?;
    }
    match findings.first() {
        Some(first) => {
            let code = first.diagnostic.rule.code;
            writeln!(out, "`trace-lint explain {code}` explains a rule.")
        }
        None => Ok(()),
    }
}

fn sentence(summary: &Summary) -> String {
    let scope = match summary.files {
        0 => String::new(), // sources alone were asked about
        files => format!(": {} in {}", plural(summary.events, "event"), plural(files, "file")),
    };
    let counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "note")];
    let found: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, name)| plural(count, name)).collect();
    match (summary.is_empty, found.is_empty()) {
        (true, _) => "No trace-events file found.".into(),
        (false, true) => format!("No findings{scope}."),
        (false, false) => format!("{}{scope}.", found.join(", ")),
    }
}
