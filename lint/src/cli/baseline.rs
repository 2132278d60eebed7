//! `--baseline` and `--write-baseline`: what is known already is not reported.

use super::complain;
use crate::baseline::Baseline;
use crate::diagnostic::Diagnostic;
use crate::files::{SourceTree, create, told};
use crate::text::plural;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Known {
    /// A file of findings that are known: only others are reported
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to the file of --baseline, in place of reporting it
    #[arg(long, requires = "baseline")]
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
    /// Takes what is known out of what is found in the trees, and tells what is known and gone.
    ///
    /// # Errors
    /// A sentence that says why the baseline could not be read or written.
    pub(super) fn apply(&self, trees: &[SourceTree], found: &mut [Vec<Diagnostic>]) -> Result<After, String> {
        let Some(path) = &self.baseline else { return Ok(After::Report) };
        let shown = path.display();
        if self.write_baseline {
            let baseline = Baseline::new(found.iter().flatten());
            create(path, baseline.text().as_bytes()).map_err(|failure| failure.sentence())?;
            complain(&format!("{shown}: {} written", plural(found.iter().flatten().count(), "finding")));
            return Ok(After::Written);
        }
        let text = std::fs::read(path).map_err(|error| format!("{shown}: {}", told(&error)))?;
        let baseline = Baseline::read(&text).map_err(|problem| format!("{shown}: {problem}"))?;
        let gone = baseline.subtract(found);
        let is_asked = |path: &str| trees.iter().any(|tree| tree.scope.holds(path));
        let gone: Vec<_> = gone.iter().filter(|known| is_asked(&known.path)).collect();
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
