//! What git knows of a tree: asked of the program itself.

use super::told;
use crate::fix::Texts;
use crate::patch::Patch;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range<'a> {
    /// The index with the last commit.
    Staged,
    /// The files as they are with a commit.
    Since(&'a str),
}

/// What has changed in a tree, and the texts that stand for what is on the disk: those of the index,
/// where that is asked about.
///
/// # Errors
/// A sentence that says what git could not do.
pub fn changes(root: &Path, range: Range) -> Result<(Patch, Texts), String> {
    let diff = ["diff", "--no-color", "--no-ext-diff", "--no-renames", "--relative", "-U0"];
    let mut texts = Texts::default();
    let patch = match range {
        Range::Since(revision) if revision.starts_with('-') => {
            return Err(format!("`{revision}` is no revision"));
        }
        Range::Since(revision) => git(root, &[&diff[..], &[revision, "--", "."]].concat())?,
        Range::Staged => {
            let names = ["diff", "--name-only", "--relative", "-z", "--no-ext-diff", "--", "."];
            for name in git(root, &names)?.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
                // A file whose name is no UTF-8 stays as it is on the disk.
                let Ok(name) = std::str::from_utf8(name) else { continue };
                texts.insert(name.into(), git(root, &["show", &format!(":./{name}")])?);
            }
            git(root, &[&diff[..], &["--cached", "--", "."]].concat())?
        }
    };
    Ok((Patch::read(&patch), texts))
}

/// What git prints in a folder.
fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("git can't be run: {}", told(&error)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let first = errors.lines().next().unwrap_or_default();
    Err(format!("git {} failed: {first}", arguments.first().copied().unwrap_or_default()))
}
