//! What one backend makes of one event.

use crate::linter::findings_of_backend;
use crate::model::backend::Backend;
use crate::model::backend::generate::{Generated, generate};
use crate::model::backend::generator_input::Shape;
use crate::model::backend::output::{Recorded, recorded};
use crate::parse::events::{Event, File};
use crate::qemu::version::Version;
use crate::rules::diagnostic::Diagnostic;

/// What a backend makes of an event.
pub(super) struct Expansion {
    pub backend: Backend,
    pub files: Result<Vec<Generated>, String>,
    pub recorded: Recorded,
    pub findings: Vec<Diagnostic>,
}

impl Expansion {
    pub fn new(file: &File, event: &Event, backend: Backend, version: Version) -> Expansion {
        let shape = Shape::new(file, event, version);
        Expansion {
            backend,
            files: generate(&shape, backend, version),
            recorded: recorded(file, event, &shape, backend, version),
            findings: findings_of_backend(backend, file, event, version),
        }
    }
}
