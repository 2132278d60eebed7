//! What one backend makes of one event.

use crate::linter::findings_of_backend;
use crate::model::backend::Backend;
use crate::model::backend::generate::{Generated, generate};
use crate::model::backend::generator_input::Shape;
use crate::model::backend::output::{Recorded, recorded};
use crate::parse::events::{Event, File};
use crate::qemu::era::Era;
use crate::rules::diagnostic::Diagnostic;

/// What a backend makes of an event.
pub(super) struct Expansion {
    pub backend: Backend,
    pub files: Result<Vec<Generated>, String>,
    pub recorded: Recorded,
    pub findings: Vec<Diagnostic>,
}

impl Expansion {
    /// `is_in_rust` says that a source of Rust calls the event.
    pub fn new(file: &File, event: &Event, backend: Backend, era: Era, is_in_rust: bool) -> Expansion {
        let shape = Shape::new(file, event, era);
        let mut recorded = recorded(file, event, &shape, backend, era);
        if is_in_rust && !event.is_disabled && era.has_rust() && !backend.records_rust(era) {
            let backend = backend.name();
            recorded.notes.push(format!(
                "calls in Rust record nothing: tracetool writes no code for `{backend}` there"
            ));
        }
        Expansion {
            backend,
            files: generate(&shape, backend, era),
            recorded,
            findings: findings_of_backend(backend, file, event, era),
        }
    }
}
