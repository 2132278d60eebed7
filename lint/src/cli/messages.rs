//! What is said on standard error.

use crate::files::Failure;
use crate::text::printable;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Says on standard error what could not be read, or was left out; true when it should have been read.
pub(super) fn report_failures(failures: &[Failure]) -> bool {
    let here = std::env::current_dir().ok();
    let shown = |failure: &Failure| {
        let path = here.as_ref().and_then(|here| failure.path.strip_prefix(here).ok());
        let path = path.filter(|path| !path.as_os_str().is_empty()).unwrap_or(&failure.path);
        format!("{}: {}", path.display(), failure.reason)
    };
    let errors: BTreeSet<String> = failures.iter().filter(|it| !it.is_note).map(shown).collect();
    for failure in failures {
        let text = shown(failure);
        if !failure.is_note {
            warn(&text);
        } else if !errors.contains(&text) {
            // A file of the tree that is also named is read for both, and what is wrong with it reported once.
            warn(&format!("note: {text}"));
        }
    }
    failures.iter().any(|failure| !failure.is_note)
}

/// Says on standard error what could not be done.
pub(super) fn warn(message: &str) {
    // When standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "trace-lint: {}", printable(message));
}
