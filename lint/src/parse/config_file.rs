//! A configuration file as the tree has it: a text, and the files that it governs. linter/config reads what it says.

use crate::text::Document;
use std::sync::Arc;

/// A configuration file, and the files that it governs.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Its text, under its path as shown.
    pub document: Arc<Document>,
    /// What the paths of those files begin with.
    pub covers: String,
    /// The prefix of their paths, relative to the configuration's folder.
    pub lead: String,
}

impl PartialEq for ConfigFile {
    fn eq(&self, other: &ConfigFile) -> bool {
        let parts = |file: &ConfigFile| (file.covers.clone(), file.lead.clone(), file.document.path.clone());
        parts(self) == parts(other) && self.document.text == other.document.text
    }
}

impl Eq for ConfigFile {}
