//! `--baseline` and `--write-baseline`: what is known already is not reported.

use super::messages::{report_failures, warn};
use crate::check::baseline::{Baseline, KnownFinding};
use crate::check::request::Checked;
use crate::files::disk::{LARGEST_TEXT, read_named};
use crate::files::{self, io_reason};
use crate::rules::find;
use crate::text::plural;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Known {
    /// A file of findings that are known: only others are reported
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to the file of --baseline, in place of reporting it; what is known of other files
    /// and rules stays in it
    #[arg(long, requires = "baseline", conflicts_with = "diff")]
    write_baseline: bool,
}

/// What is left to do.
pub(super) enum After {
    /// What is found is to be reported.
    Report,
    /// It was written to the baseline.
    Written,
}

/// The most findings that are gone and told one by one.
const MOST: usize = 10;

impl Known {
    /// Takes what is known out of what is found, and reports what is known and gone; or writes what is found.
    /// Of what was not looked for, as with other rules or only in what has changed, nobody can tell whether it is
    /// gone: `is_whole` is false then.
    ///
    /// # Errors
    /// A sentence that says why the baseline could not be read or written.
    pub(super) fn apply(&self, checked: &mut [Checked], is_whole: bool) -> Result<After, String> {
        match &self.baseline {
            None => Ok(After::Report),
            Some(path) if self.write_baseline => write(path, checked, is_whole).map(|()| After::Written),
            Some(path) => subtract(path, checked, is_whole).map(|()| After::Report),
        }
    }
}

/// Writes what is found. What is known and was not looked for is kept.
fn write(path: &Path, checked: &[Checked], is_whole: bool) -> Result<(), String> {
    let shown = path.display();
    let refused =
        |reason: String| format!("{shown}: {reason}; not overwritten: remove it to start a new baseline");
    let older = match read_named(path, LARGEST_TEXT) {
        Ok(text) if text.is_empty() => Baseline::default(),
        Ok(text) => Baseline::read(&text).map_err(refused)?,
        Err(error) if error.kind() == ErrorKind::NotFound => Baseline::default(),
        Err(error) => return Err(refused(io_reason(&error))),
    };
    let found = Baseline::new(checked.iter().flat_map(|checked| &checked.found));
    let written = found.count();
    let baseline = found.keeping(older, |known| !(is_whole && is_judged(known, checked)));
    let note = files::write(path, baseline.text().as_bytes());
    report_failures(note.map_err(|failure| failure.sentence())?.as_slice());
    let kept = match baseline.count() - written {
        0 => String::new(),
        kept => format!(", {kept} of what was not looked for kept"),
    };
    warn(&format!("{shown}: {} written{kept}", plural(written, "finding")));
    Ok(())
}

/// Takes what is known out of what is found, and reports what is gone.
fn subtract(path: &Path, checked: &mut [Checked], is_whole: bool) -> Result<(), String> {
    let shown = path.display();
    let unreadable = |reason: String| format!("{shown}: {reason}; --write-baseline writes it");
    let text = read_named(path, LARGEST_TEXT).map_err(|error| unreadable(io_reason(&error)))?;
    let baseline = Baseline::read(&text).map_err(unreadable)?;
    let mut gone = baseline.subtract(checked.iter_mut().map(|checked| &mut checked.found));
    gone.retain(|known| is_whole && is_judged(known, checked));
    for known in gone.iter().take(MOST) {
        warn(&format!("{shown}: gone: {}: {} ({})", known.path, known.message, known.rule));
    }
    if !gone.is_empty() {
        let count: usize = gone.iter().map(|known| known.count).sum();
        let gone = plural(count, "known finding");
        warn(&format!("{shown}: {gone} gone; write it again with --write-baseline"));
    }
    Ok(())
}

/// True when a known finding would have been found again in one of the trees.
fn is_judged(known: &KnownFinding, checked: &[Checked]) -> bool {
    let rule = find(&known.rule);
    checked.iter().any(|Checked { tree, settings, .. }| {
        tree.scope.holds(&known.path)
            && rule.is_none_or(|rule| settings.judges(rule, &known.path, &tree.index))
    })
}
