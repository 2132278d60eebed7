//! Counting the arguments of calls, macros that stand for several among them.

use super::store::{Declaration, Index};
use super::tree_facts::TreeFacts;
use crate::parse::groups::group_name;
use crate::parse::source::{Call, Kind, REST, Reference};
use crate::qemu::era::Era;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A call with more or fewer arguments than its event wants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Miscount<'a> {
    pub given: usize,
    pub wanted: usize,
    /// The declaration that wants them.
    pub declaration: Declaration<'a>,
}

impl TreeFacts {
    /// The number of arguments that a call in the source at `path` passes; `None` where it can't be
    /// told: its end was not found, or a macro stands for any number of them.
    pub fn given(&self, path: &str, call: &Call) -> Option<usize> {
        let is_nothing = call.arguments.len() == 1 && call.arguments[0].span.is_empty();
        let mut given = if is_nothing { 0 } else { call.arguments.len() };
        let macros = self.macros.expansions.get(path);
        for word in call.arguments.iter().flat_map(|argument| &argument.may_expand) {
            if &**word == REST {
                return None;
            }
            if let Some(count) = macros.and_then(|macros| macros.get(word)) {
                given += count.filter(|count| *count > 0)? - 1;
            }
        }
        call.is_complete.then_some(given)
    }
}

impl Declaration<'_> {
    /// The number of arguments that the generated function takes.
    pub fn wanted(&self, era: Era) -> usize {
        self.event.arguments.len() + usize::from(era.adds_vcpu_argument() && self.is_vcpu())
    }

    /// True when the generated function may take as many arguments.
    fn may_take(&self, given: usize, era: Era) -> bool {
        let has_cpu = era.may_add_vcpu_argument() && self.is_vcpu();
        given == self.wanted(era) || (has_cpu && given == self.event.arguments.len() + 1)
    }

    fn is_vcpu(&self) -> bool {
        self.event.properties.iter().any(|property| self.file.bytes(*property) == b"vcpu")
    }
}

impl Index {
    /// The declarations of a name that a source may mean: those of the groups that it sees, else all.
    pub(crate) fn declarations_seen(&self, source: usize, name: &str) -> Vec<Declaration<'_>> {
        let all: Vec<_> = self.declarations(name).collect();
        let seen = self.groups_seen(source);
        let near: Vec<_> =
            all.iter().filter(|other| seen.sees(&group_name(other.directory()))).copied().collect();
        if near.is_empty() { all } else { near }
    }

    /// What is wrong with the number of arguments of a call in a source, if no declaration that it
    /// may mean takes as many.
    pub(crate) fn miscount(&self, source: usize, reference: &Reference, era: Era) -> Option<Miscount<'_>> {
        let Kind::Call(call) = &reference.kind else { return None };
        let given = self.facts.given(&self.sources[source].path, call).filter(|_| !reference.is_dead)?;
        let declarations = self.declarations_seen(source, &reference.name);
        let &declaration = declarations.first()?;
        let fits = |other: &Declaration| other.event.is_broken || other.may_take(given, era);
        let is_wrong = !declarations.iter().any(fits);
        is_wrong.then(|| Miscount { given, wanted: declaration.wanted(era), declaration })
    }

    /// The sources with calls whose arguments may be macros for several, and the names of these: those
    /// whose arguments are miscounted without, or that name such a macro of some source.
    pub(crate) fn doubtful_macros(&self, era: Era) -> FxHashMap<Arc<str>, Vec<Box<str>>> {
        let several = self.macros_for_several();
        let mut found: FxHashMap<Arc<str>, Vec<Box<str>>> = FxHashMap::default();
        for (source, file) in self.sources.iter().enumerate() {
            let names: Vec<_> = self.doubtful_names(source, &several, era).cloned().collect();
            if !names.is_empty() {
                found.insert(file.path.clone(), names);
            }
        }
        found
    }

    /// The names of macros that some source defines for several arguments.
    pub(super) fn macros_for_several(&self) -> FxHashSet<&str> {
        self.sources.iter().flat_map(|file| file.source.several.iter().map(|name| &**name)).collect()
    }

    /// The names in the calls of a source that may be macros for several arguments, and of which nothing is
    /// known.
    pub(super) fn doubtful_names<'a>(
        &'a self,
        source: usize,
        several: &'a FxHashSet<&str>,
        era: Era,
    ) -> impl Iterator<Item = &'a Box<str>> {
        let file = &self.sources[source];
        let references = match self.facts.macros.expansions.contains_key(&file.path) {
            true => &[][..],
            false => &*file.source.references,
        };
        let is_doubtful = move |reference: &&Reference| {
            reference.may_expand().any(|name| several.contains(&**name))
                || reference.may_expand().next().is_some() && self.miscount(source, reference, era).is_some()
        };
        references.iter().filter(is_doubtful).flat_map(Reference::may_expand)
    }
}
