//! `--baseline` and `--write-baseline`: what is known already is not reported.

use super::{complain, tell};
use crate::check::baseline::{Baseline, Known as Entry};
use crate::files::disk::{LARGEST_TEXT, read_named};
use crate::files::{self, SourceTree};
use crate::linter::Settings;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::find;
use crate::text::plural;
use std::io::ErrorKind;
use std::path::PathBuf;

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
    /// Takes what is known out of what is found in the trees, and tells what is known and gone. Of what was not
    /// looked for, as with other rules or only in what has changed, nobody can tell whether it is.
    ///
    /// # Errors
    /// A sentence that says why the baseline could not be read or written.
    pub(super) fn apply(
        &self,
        trees: &[SourceTree],
        settings: &[Settings],
        found: &mut [Vec<Diagnostic>],
        is_whole: bool,
    ) -> Result<After, String> {
        let Some(path) = &self.baseline else { return Ok(After::Report) };
        let shown = path.display();
        let refused =
            |reason: String| format!("{shown}: {reason}; not overwritten: remove it to start a new baseline");
        let is_judged = |known: &Entry| {
            let judges = |settings: &Settings, tree: &SourceTree| {
                find(&known.rule).is_none_or(|rule| settings.judges(rule, &known.path, &tree.index))
            };
            let mut judged = trees.iter().zip(settings);
            is_whole && judged.any(|(tree, settings)| tree.scope.holds(&known.path) && judges(settings, tree))
        };
        let text = read_named(path, LARGEST_TEXT);
        if self.write_baseline {
            let older = match text {
                Ok(text) if text.is_empty() => Baseline::default(),
                Ok(text) => Baseline::read(&text).map_err(refused)?,
                Err(error) if error.kind() == ErrorKind::NotFound => Baseline::default(),
                Err(error) => return Err(refused(files::io_reason(&error))),
            };
            let found = Baseline::new(found.iter().flatten());
            let written = found.count();
            let baseline = found.keeping(older, |known| !is_judged(known));
            let note = files::write(path, baseline.text().as_bytes());
            tell(note.map_err(|failure| failure.sentence())?.as_slice());
            let kept = match baseline.count() - written {
                0 => String::new(),
                kept => format!(", {kept} of what was not looked for kept"),
            };
            complain(&format!("{shown}: {} written{kept}", plural(written, "finding")));
            return Ok(After::Written);
        }
        let told = |reason: String| format!("{shown}: {reason}; --write-baseline writes it");
        let text = text.map_err(|error| told(files::io_reason(&error)))?;
        let baseline = Baseline::read(&text).map_err(told)?;
        let gone = baseline.subtract(found);
        let gone: Vec<_> = gone.iter().filter(|known| is_judged(known)).collect();
        for known in gone.iter().take(MOST) {
            complain(&format!("{shown}: gone: {}: {} ({})", known.path, known.message, known.rule));
        }
        if !gone.is_empty() {
            let count: usize = gone.iter().map(|known| known.count).sum();
            let gone = plural(count, "known finding");
            complain(&format!("{shown}: {gone} gone; write it again with --write-baseline"));
        }
        Ok(After::Report)
    }
}
