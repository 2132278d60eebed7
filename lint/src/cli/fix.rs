//! `--fix`, `--diff` and `--add-suppressions`: what is done to the files in place of, or before, reporting.

use super::file_changes::{is_stale, show, write};
use super::messages::{report_failures, warn};
use super::print::print;
use super::suppress;
use crate::check::fix::{Tally, fix};
use crate::files::{Failure, FileChange, Overlay, SourceTree};
use crate::linter::Settings;
use crate::text::plural;
use std::io;

#[derive(Debug, clap::Args)]
pub(super) struct Fixing {
    /// Apply the safe fixes (marked `[*]`) and report what is left
    #[arg(long, group = "fixes")]
    fix: bool,
    /// With --fix or --diff: also apply fixes that may change the meaning
    #[arg(long = "unsafe-fixes", visible_alias = "unsafe", requires = "fixes")]
    is_unsafe: bool,
    /// Print what --fix would change as a unified diff instead of the findings; exit 1 if there is any
    #[arg(long, group = "fixes", conflicts_with_all = ["fix", "output_file"])]
    pub(super) diff: bool,
    /// Add a comment that allows it above each finding, and report what is left
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    add_suppressions: bool,
}

/// What was done to the files.
#[derive(Default)]
pub(super) struct Fixed {
    made: usize,
    refused: usize,
    /// The files that were changed, or would be.
    pub(super) files: usize,
    unwritten: usize,
    /// The files that got comments.
    commented: usize,
    /// True when something could not be written.
    pub(super) has_failed: bool,
}

impl Fixing {
    /// True when files are written.
    pub(super) fn writes(&self) -> bool {
        self.fix || self.add_suppressions
    }

    /// Does to the files of a tree what is asked for, and counts it in `fixed`. The tree is then as they are.
    pub(super) fn run(
        &self,
        tree: &mut SourceTree,
        settings: &Settings,
        fixed: &mut Fixed,
    ) -> io::Result<()> {
        if self.add_suppressions {
            let commented = suppress::add(tree, settings);
            fixed.has_failed |= commented.is_none();
            fixed.commented += commented.unwrap_or(0);
        }
        if !self.fix && !self.diff {
            return Ok(());
        }
        let (changes, tally, stale) = self.change(tree, settings);
        fixed.made += tally.made;
        fixed.refused += tally.refused;
        fixed.files += changes.len() + stale.len();
        if self.diff {
            return print(false, |out| show(out, tree, &changes));
        }
        let mut unwritten = write(tree, &changes);
        unwritten.extend(stale);
        if !unwritten.is_empty() {
            // What is still in them is still found.
            *tree = tree.with(&unwritten);
            fixed.files -= unwritten.len();
            fixed.unwritten += unwritten.len();
            fixed.has_failed = true;
        }
        Ok(())
    }

    /// Fixes what is found in a tree, which is then as it would be. Returns also the texts of files that were changed
    /// meanwhile, which is reported: they stay as they are.
    fn change(&self, tree: &mut SourceTree, settings: &Settings) -> (Vec<FileChange>, Tally, Overlay) {
        let index = tree.index.clone();
        let (fixed, mut changes, tally) = fix(std::mem::take(tree), settings, self.is_unsafe);
        let stale = |change: &mut FileChange| {
            change.before.as_ref().is_some_and(|before| is_stale(&index, &change.path, before))
        };
        let stale = changes.extract_if(.., stale).map(|change| {
            report_failures(&[Failure::changed(&fixed.on_disk(&change.path))]);
            (change.path, change.before)
        });
        let stale = stale.collect();
        *tree = fixed;
        (changes, tally, stale)
    }

    /// Says what was done.
    pub(super) fn report(&self, fixed: &Fixed) {
        if self.fix {
            warn(&fixed.sentence());
        }
        if self.add_suppressions {
            warn(&match fixed.commented {
                0 => "No comment was added.".into(),
                files => format!("Comments added in {}.", plural(files, "file")),
            });
        }
    }
}

impl Fixed {
    fn sentence(&self) -> String {
        let made = match (self.made, self.files) {
            (_, files) if self.unwritten > 0 => {
                let unwritten = plural(self.unwritten, "file");
                format!("{} written, {unwritten} could not be.", plural(files, "file"))
            }
            (0, _) => "Nothing was fixed.".into(),
            (made, files) => format!("{} in {} fixed.", plural(made, "finding"), plural(files, "file")),
        };
        match self.refused {
            0 => made,
            1 => format!("{made} 1 fix was left out: it would add a finding."),
            refused => format!("{made} {refused} fixes were left out: each would add a finding."),
        }
    }
}
