//! What could not be read or written, and why.

use std::io;
use std::path::{Path, PathBuf};

/// What could not be done, or was left out: which path, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The path, as given or as found below the one given.
    pub path: PathBuf,
    /// A sentence without a full stop.
    pub reason: String,
    /// True when it was left out on purpose, which is no failure.
    pub is_note: bool,
}

impl Failure {
    /// It in one sentence.
    pub(crate) fn sentence(&self) -> String {
        format!("{}: {}", self.path.display(), self.reason)
    }

    pub(super) fn new(path: &Path, reason: impl ToString) -> Failure {
        Failure { path: path.to_owned(), reason: reason.to_string(), is_note: false }
    }

    pub(super) fn io(path: &Path, error: &io::Error) -> Failure {
        Failure::new(path, io_reason(error))
    }

    /// A file that has another text than the one that was checked.
    pub(crate) fn changed(path: &Path) -> Failure {
        Failure::new(path, "changed while it was checked: not written")
    }

    pub(super) fn note(path: &Path, reason: impl ToString) -> Failure {
        Failure { is_note: true, ..Failure::new(path, reason) }
    }
}

/// What an operating system's error means, without its number.
pub(crate) fn io_reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}
