//! A catalogue that the user names in place of the tree: a `trace-events-all`, the names that a binary
//! prints for `-trace help` or `info trace-events`, or both.

use super::{Catalogue, Known, declared};
use crate::file::File;
use crate::index::Index;
use rustc_hash::FxHashSet;

/// What the named files say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// What is declared; `None` where no file declares anything.
    declared: Option<Vec<Known>>,
    /// The names that a binary has; `None` where no file lists them.
    binary: Option<FxHashSet<Box<str>>>,
}

impl Given {
    /// Takes what a file says.
    ///
    /// # Errors
    /// A sentence without its path when it says nothing.
    pub fn add(&mut self, text: Vec<u8>) -> Result<(), &'static str> {
        let names: FxHashSet<Box<str>> = text.split(|byte| *byte == b'\n').filter_map(listed).collect();
        let file = File::new("trace-events-all", text);
        let is_declared = file.events.iter().any(|event| event.format.is_some());
        match (is_declared, names.is_empty()) {
            (true, _) => self.declared.get_or_insert_default().extend(declared(&file)),
            (false, false) => self.binary.get_or_insert_default().extend(names),
            (false, true) => return Err("neither declares trace events nor lists their names"),
        }
        Ok(())
    }

    /// The catalogue of a tree with what is given: declarations stand in place of the tree's, names of
    /// a binary tell what of them is there.
    pub fn catalogue(&self, index: &Index) -> Catalogue {
        let mut catalogue = match &self.declared {
            Some(declared) => Catalogue::new(declared.iter().cloned()),
            None => Catalogue::of_index(index),
        };
        let Some(binary) = &self.binary else { return catalogue };
        let mut names = std::mem::take(&mut catalogue.names);
        for known in &mut names {
            known.is_present = binary.contains(&known.name);
        }
        let is_new =
            |name: &str| names.binary_search_by(|known| known.name.as_bytes().cmp(name.as_bytes())).is_err();
        let more = binary.iter().filter(|name| is_new(name)).map(|name| Known::new(name.clone(), false));
        let more: Vec<_> = more.collect();
        Catalogue::new(names.into_iter().chain(more))
    }
}

/// The name on a line of a list that QEMU prints: alone, or before ` : state 0`.
fn listed(line: &[u8]) -> Option<Box<str>> {
    let line = std::str::from_utf8(line).ok()?.trim();
    let name = line.split_once(" : state ").map_or(line, |(name, _)| name);
    let is_name = !name.is_empty() && name.chars().all(|it| it == '_' || it.is_alphanumeric());
    is_name.then(|| name.into())
}
