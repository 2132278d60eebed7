//! What the rules of one backend find in one event, for whoever shows what the backend makes of it.

use super::event::lint_event;
use super::settings::Settings;
use crate::model::backend::Backend;
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::qemu::era::Era;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::of_backend;

/// What this backend breaks or loses of an event.
pub fn findings_of_backend(backend: Backend, file: &File, event: &Event, era: Era) -> Vec<Diagnostic> {
    lint_event(file, event, &Settings::new(of_backend(backend).collect(), era))
}
