//! A catalogue that the user names in place of the tree: a `trace-events-all`, the names that a binary
//! prints for `-trace help` or `info trace-events`, or both.

use super::events::Catalogue;
use super::known::{Known, declared};
use crate::model::index::Index;
use crate::parse::events::File;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What the named files say.
#[derive(Clone, Debug, Default)]
pub struct EventsFromFiles {
    /// The files that declare something.
    pub files: Vec<Arc<File>>,
    /// The names that a binary has; `None` where no file lists them.
    binary: Option<FxHashSet<Box<str>>>,
}

impl EventsFromFiles {
    /// Takes what a file of this path says.
    ///
    /// # Errors
    /// A sentence without its path when it says nothing.
    pub fn add(&mut self, path: &str, text: Vec<u8>) -> Result<(), &'static str> {
        let names: FxHashSet<Box<str>> = text.split(|byte| *byte == b'\n').filter_map(listed).collect();
        let file = File::new(path, text);
        let is_declared = file.events.iter().any(|event| event.format.is_some());
        match (is_declared, names.is_empty()) {
            (true, _) => self.files.push(Arc::new(file)),
            (false, false) => self.binary.get_or_insert_default().extend(names),
            (false, true) => return Err("neither declares trace events nor lists their names"),
        }
        Ok(())
    }

    /// The catalogue of a tree with what is given: declarations stand in place of the tree's, names of
    /// a binary tell what of them is there.
    pub fn catalogue(&self, index: &Index) -> Catalogue {
        let mut catalogue = match self.files.is_empty() {
            true => Catalogue::of_index(index),
            false => Catalogue::new(self.files.iter().flat_map(|file| declared(file, index.facts.era()))),
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

    /// The index of what is declared in place of a tree's events; `None` where nothing is.
    pub fn index(&self, index: &Index) -> Option<Index> {
        if self.files.is_empty() {
            return None;
        }
        let mut given = Index::of_files(self.files.clone(), index.facts.clone());
        given.systemtap_files.clone_from(&index.systemtap_files);
        Some(given)
    }
}

/// The name on a line of a list that QEMU prints: alone, or before ` : state 0`.
fn listed(line: &[u8]) -> Option<Box<str>> {
    let line = std::str::from_utf8(line).ok()?.trim();
    let name = line.split_once(" : state ").map_or(line, |(name, _)| name);
    let is_name = !name.is_empty() && name.chars().all(|it| it == '_' || it.is_alphanumeric());
    is_name.then(|| name.into())
}
