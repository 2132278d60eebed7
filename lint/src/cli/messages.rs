//! What is said on standard error.

use crate::files::Failure;
use crate::text::printable;
use std::io::{self, Write};

/// Says on standard error what could not be read, or was left out; true when it should have been read.
pub(super) fn report_failures(failures: &[Failure]) -> bool {
    let here = std::env::current_dir().ok();
    for failure in failures {
        let kind = if failure.is_note { "note: " } else { "" };
        let path = here.as_ref().and_then(|here| failure.path.strip_prefix(here).ok());
        let path = path.filter(|path| !path.as_os_str().is_empty()).unwrap_or(&failure.path);
        warn(&format!("{kind}{}: {}", path.display(), failure.reason));
    }
    failures.iter().any(|failure| !failure.is_note)
}

/// Says on standard error what could not be done.
pub(super) fn warn(message: &str) {
    // When standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "trace-lint: {}", printable(message));
}
