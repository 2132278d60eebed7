//! `--staged`, `--since` and `--diff-filter`: only what a change brings in or touches.

use super::complain;
use crate::changed::check_changed;
use crate::check::check;
use crate::diagnostic::Diagnostic;
use crate::files::{Change, Range, SourceTree, changes};
use crate::linter::Settings;
use crate::patch::Patch;
use std::io::{self, Read};
use std::sync::OnceLock;

#[derive(Debug, clap::Args)]
#[group(multiple = false, conflicts_with_all = ["fix", "diff", "add_suppressions", "write_baseline"])]
pub(super) struct Changes {
    /// Report only what the changes in git's index bring in or touch, as they are there
    #[arg(long)]
    staged: bool,
    /// Report only what has come since a revision
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Report only what a unified diff on standard input brings in or touches; it is applied already
    #[arg(long)]
    diff_filter: bool,
    /// The diff, which can be read once.
    #[arg(skip)]
    diff: OnceLock<io::Result<Box<Change>>>,
}

impl Changes {
    /// What is to be reported in a tree; `None` when the changes can't be known, which is told.
    pub(super) fn check(&self, tree: &mut SourceTree, settings: &Settings) -> Option<Vec<Diagnostic>> {
        if self.diff_filter {
            let patch = self.diff.get_or_init(|| {
                let mut text = Vec::new();
                io::stdin().lock().read_to_end(&mut text)?;
                Ok(Box::new(Change { patch: Patch::read(&text), ..Change::default() }))
            });
            return match patch {
                Ok(change) => Some(check_changed(tree, settings, change)),
                Err(error) => {
                    complain(&format!("standard input: {error}"));
                    None
                }
            };
        }
        let range = match &self.since {
            Some(revision) => Range::Since(revision),
            None if self.staged => Range::Staged,
            None => return Some(check(tree, settings)),
        };
        match changes(tree, range) {
            Ok(change) => {
                if !change.after.is_empty() {
                    *tree = tree.with(&change.after);
                }
                Some(check_changed(tree, settings, &change))
            }
            Err(message) => {
                complain(&message);
                None
            }
        }
    }
}
