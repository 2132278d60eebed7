//! Trees and texts in the form of `lint/src/text/fixture.rs`. That file is shared as text alone: the tests of the
//! program know nothing else of the library.

#[path = "../../lint/src/text/fixture.rs"]
mod form;

use std::path::Path;

pub use form::*;

use crate::scratch;

/// Writes the files of a tree into a folder.
pub fn write(folder: &Path, fixture: &str) {
    for (path, text) in files(fixture) {
        scratch::write(&folder.join(path), text);
    }
}
