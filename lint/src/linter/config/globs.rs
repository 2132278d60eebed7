//! Patterns of paths, as `.gitignore` has them.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::borrow::Cow;
use std::path::Path;

/// A pattern that was found to be one.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Glob(pub String);

impl TryFrom<String> for Glob {
    type Error = String;

    fn try_from(text: String) -> Result<Glob, String> {
        let quoted = text.split('\\').skip(1).find_map(|rest| rest.chars().next());
        if let Some(letter) = quoted.filter(|letter| letter.is_alphanumeric()) {
            let reason = format!("`\\{letter}` is `{letter}`, and folders are parted by `/`");
            return Err(format!("`{text}` is no pattern of paths: {reason}"));
        }
        match GitignoreBuilder::new("").add_line(None, &text) {
            Ok(_) => Ok(Glob(text)),
            Err(error) => Err(format!("`{text}` is no pattern of paths: {error}")),
        }
    }
}

impl JsonSchema for Glob {
    fn schema_name() -> Cow<'static, str> {
        "Glob".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// A list of patterns. For a path the last that matches it counts, and where none does, those of the folder
/// in which it lies: what lies in a folder that is left out can be taken in again, other than in git.
#[derive(Clone, Debug)]
pub struct Globs(Gitignore);

impl Globs {
    /// These patterns.
    pub fn new<'a>(globs: impl IntoIterator<Item = &'a Glob>) -> Globs {
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            // Each was found to be a pattern when it was read.
            let _ = builder.add_line(None, &glob.0);
        }
        Globs(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    /// True for a path, relative and with `/`, that they match, or that lies in a folder that they do.
    pub fn match_path(&self, path: &str) -> bool {
        let path = Path::new(path);
        path.is_relative() && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}
