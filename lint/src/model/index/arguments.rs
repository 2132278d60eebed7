//! Counting the arguments of calls, macros that stand for several among them.

use super::{Declaration, Index, Surroundings};
use crate::parse::groups::group_name;
use crate::parse::source::{Call, Expansion, Include, Kind, REST, Reference, expansions, includes};
use crate::qemu::version::Version;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// For each source, its macros that stand for a number of arguments other than one: how many, or
/// `None` where that can't be told.
pub type Expansions = FxHashMap<Arc<str>, FxHashMap<Box<str>, Option<usize>>>;

/// The definitions of macros of some names, by the names.
pub type Definitions = FxHashMap<Box<str>, Vec<Expansion>>;

/// What is known of macros that stand for several arguments.
#[derive(Clone, Debug, Default)]
pub struct ArgumentMacros {
    /// What they stand for in each source whose calls may use some.
    pub expansions: Expansions,
    /// The names that were looked for.
    pub names: FxHashSet<Box<str>>,
    /// What was read for that: those sources, and all that they include.
    pub files: FxHashMap<Arc<str>, MacroFile>,
}

/// What a file says of macros in argument lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MacroFile {
    /// A digest of the files that it includes with quotes: these may define some.
    pub includes: u64,
    /// Its own definitions.
    pub definitions: Definitions,
}

impl MacroFile {
    /// What a text says of the macros of these names.
    pub fn new(text: &[u8], includes: &[Include], names: &FxHashSet<Box<str>>) -> MacroFile {
        let mut hasher = FxHasher::default();
        includes
            .iter()
            .filter(|include| include.is_quoted)
            .for_each(|include| include.path.hash(&mut hasher));
        let found = names.iter().map(|name| (name.clone(), expansions(text, name)));
        let definitions = found.filter(|(_, expansions)| !expansions.is_empty()).collect();
        MacroFile { includes: hasher.finish(), definitions }
    }
}

impl ArgumentMacros {
    /// Adds what was found in another look.
    pub fn extend(&mut self, other: ArgumentMacros) {
        self.expansions.extend(other.expansions);
        self.names.extend(other.names);
        for (path, file) in other.files {
            self.add(&path, file);
        }
    }

    /// Adds what was read in a file, perhaps of other names than before.
    pub fn add(&mut self, path: &Arc<str>, file: MacroFile) {
        let known = self.files.entry(path.clone()).or_default();
        known.includes = file.includes;
        known.definitions.extend(file.definitions);
    }

    /// True when the text of a file says of them what it said when it was read, or nobody reads it for them.
    pub fn are_same(&self, path: &str, text: &[u8]) -> bool {
        let known = self.files.get(path);
        known.is_none_or(|known| *known == MacroFile::new(text, &includes(text), &self.names))
    }
}

/// A call with more or fewer arguments than its event wants.
#[derive(Clone, Copy, Debug)]
pub struct Miscount<'a> {
    /// How many it passes.
    pub given: usize,
    /// How many are wanted.
    pub wanted: usize,
    /// The declaration that wants them.
    pub declaration: Declaration<'a>,
}

impl Surroundings {
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
    pub fn wanted(&self, version: Version) -> usize {
        let is_vcpu = |property| self.file.bytes(property) == b"vcpu";
        let has_cpu = version.adds_vcpu_argument() && self.event.properties.iter().copied().any(is_vcpu);
        self.event.arguments.len() + usize::from(has_cpu)
    }
}

impl Index {
    /// The declarations of a name that a source may mean: those of the groups that it sees, else all.
    pub fn declarations_seen(&self, source: usize, name: &str) -> Vec<Declaration<'_>> {
        let all: Vec<_> = self.declarations(name).collect();
        let seen = self.groups_seen(source);
        let near: Vec<_> =
            all.iter().filter(|other| seen.sees(&group_name(other.directory()))).copied().collect();
        if near.is_empty() { all } else { near }
    }

    /// What is wrong with the number of arguments of a call in a source, if no declaration that it
    /// may mean takes as many.
    pub fn miscount(&self, source: usize, reference: &Reference, version: Version) -> Option<Miscount<'_>> {
        let Kind::Call(call) = &reference.kind else { return None };
        let given = self.tree.given(&self.sources[source].path, call).filter(|_| !reference.is_dead)?;
        let declarations = self.declarations_seen(source, &reference.name);
        let &declaration = declarations.first()?;
        let fits = |other: &Declaration| other.event.is_broken || other.wanted(version) == given;
        let is_wrong = !declarations.iter().any(fits);
        is_wrong.then(|| Miscount { given, wanted: declaration.wanted(version), declaration })
    }

    /// The sources with calls whose arguments may be macros for several, and the names of these: those
    /// whose arguments are miscounted without, or that name such a macro of some source.
    pub fn doubtful_macros(&self, version: Version) -> FxHashMap<Arc<str>, Vec<Box<str>>> {
        let several = self.macros_for_several();
        let mut found: FxHashMap<Arc<str>, Vec<Box<str>>> = FxHashMap::default();
        for (source, file) in self.sources.iter().enumerate() {
            let names: Vec<_> = self.doubtful_names(source, &several, version).cloned().collect();
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
        version: Version,
    ) -> impl Iterator<Item = &'a Box<str>> {
        let file = &self.sources[source];
        let references = match self.tree.macros.expansions.contains_key(&file.path) {
            true => &[][..],
            false => &*file.source.references,
        };
        let is_doubtful = move |reference: &&Reference| {
            reference.may_expand().any(|name| several.contains(&**name))
                || reference.may_expand().next().is_some()
                    && self.miscount(source, reference, version).is_some()
        };
        references.iter().filter(is_doubtful).flat_map(Reference::may_expand)
    }
}

/// Macros in macros deeper than this are not counted.
const DEEPEST: usize = 16;

/// How many arguments a macro stands for by its definitions, and those of the macros in its body;
/// `None` where they differ, or where it is any number.
pub fn stands_for(name: &str, definitions: &Definitions) -> Option<usize> {
    counted(name, definitions, DEEPEST)
}

fn counted(name: &str, definitions: &Definitions, depth: usize) -> Option<usize> {
    let Some(known) = definitions.get(name).filter(|known| !known.is_empty()) else { return Some(1) };
    let mut counts = known.iter().map(|expansion| {
        let mut count = expansion.arguments;
        for word in expansion.may_expand.iter().filter(|word| ***word != *name) {
            if &**word == REST || depth == 0 {
                return None;
            }
            count += counted(word, definitions, depth - 1).filter(|count| *count > 0)? - 1;
        }
        Some(count)
    });
    let first = counts.next()??;
    counts.all(|count| count == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_stand_for_arguments() {
        let check = |text: &str, expected: Option<usize>| {
            let names = ["AA", "BB", "CC"];
            let definitions =
                names.iter().map(|&name| (name.into(), expansions(text.as_bytes(), name))).collect();
            assert_eq!(stands_for("AA", &definitions), expected, "{text}");
        };
        check("", Some(1));
        check("#define AA(x) (x)\n", Some(1));
        check("#define AA(x) (x)[0], f(x, 1)\n", Some(2));
        check("#define AA(x) BB(x), BB(x)\n#define BB(x) (x)[0], (x)[1]\n", Some(4));
        check("#define AA(x) BB(x)\n#define BB(x) CC\n#define CC 1, 2, 3\n", Some(3));
        check("#define AA(x) 1\n#define AA(x) 1, 2\n", None);
        check("#define AA(x) 1, 2\n#define AA(x) x, 2\n", Some(2));
        check("#define AA(...) __VA_ARGS__\n", None);
        check("#define AA(a, b...) a, b\n", None);
        check("#define AA AA\n", Some(1));
        check("#define AA BB\n#define BB AA\n", None);
        check("#define AA\n", Some(0));
        check("#define AA BB, 1\n#define BB\n", None);
    }
}
