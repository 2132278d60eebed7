//! What the rules of one backend find in one event, for whoever shows what the backend makes of it.

use super::Settings;
use super::event::lint_event;
use crate::backend::Backend;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::file::File;
use crate::rules::of_backend;
use crate::version::Version;

/// What this backend breaks or loses of an event.
pub fn findings_of_backend(
    backend: Backend,
    file: &File,
    event: &Event,
    version: Version,
) -> Vec<Diagnostic> {
    lint_event(file, event, &Settings::new(of_backend(backend).collect(), version))
}
