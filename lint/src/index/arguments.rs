//! Counting the arguments of calls, macros that stand for several among them.

use super::{Declaration, Index, Surroundings};
use crate::source::{Call, Kind, Reference};
use crate::version::Version;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// For each source, its macros that stand for a number of arguments other than one.
pub type Expansions = FxHashMap<Arc<str>, FxHashMap<Box<str>, usize>>;

impl Surroundings {
    /// The number of arguments that a call in the source at `path` passes; `None` where its end
    /// was not found.
    pub fn given(&self, path: &str, call: &Call) -> Option<usize> {
        let is_nothing = call.arguments.len() == 1 && call.arguments[0].span.is_empty();
        let written = if is_nothing { 0 } else { call.arguments.len() };
        let mut given = written as isize;
        if let Some(macros) = self.expansions.get(path) {
            for argument in &call.arguments {
                let stands_for = argument.may_expand.iter().find_map(|name| macros.get(name));
                given += stands_for.map_or(0, |&count| count as isize - 1);
            }
        }
        call.is_complete.then_some(given.max(0) as usize)
    }
}

impl Declaration<'_> {
    /// The number of arguments that the generated function takes.
    pub fn wanted(&self, version: Version) -> usize {
        let is_vcpu = |property| self.file.bytes(property) == b"vcpu";
        let has_cpu = version.adds_vcpu_argument() && self.event.properties.iter().copied().any(is_vcpu);
        self.event.arguments.len() + usize::from(has_cpu)
    }
}

impl Index {
    /// Of a call of a declared event in the source at `path`, how many arguments it passes, when
    /// no declaration takes as many.
    pub fn miscount(&self, path: &str, reference: &Reference, version: Version) -> Option<usize> {
        let Kind::Call(call) = &reference.kind else { return None };
        let given = self.tree.given(path, call).filter(|_| !reference.is_dead)?;
        let mut declarations = self.declarations(&reference.name).peekable();
        declarations.peek()?;
        let fits = declarations.any(|other| other.event.is_broken || other.wanted(version) == given);
        (!fits).then_some(given)
    }

    /// The sources with miscounted calls whose arguments may be macros for several, and the names
    /// of these.
    pub fn doubtful_macros(&self, version: Version) -> FxHashMap<Arc<str>, Vec<Box<str>>> {
        let mut found: FxHashMap<Arc<str>, Vec<Box<str>>> = FxHashMap::default();
        for file in self.sources.iter().filter(|file| !self.tree.expansions.contains_key(&file.path)) {
            for reference in &file.source.references {
                let Kind::Call(call) = &reference.kind else { continue };
                let names: Vec<_> =
                    call.arguments.iter().flat_map(|argument| argument.may_expand.clone()).collect();
                if !names.is_empty() && self.miscount(&file.path, reference, version).is_some() {
                    found.entry(file.path.clone()).or_default().extend(names);
                }
            }
        }
        found
    }
}
