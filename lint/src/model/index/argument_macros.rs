//! Macros that stand for several arguments of a call.

use crate::parse::source::{Expansion, Include, REST, expansions, includes};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// For each source, its macros that stand for a number of arguments other than one: how many, or
/// `None` where that can't be told.
pub(crate) type Expansions = FxHashMap<Arc<str>, FxHashMap<Box<str>, Option<usize>>>;

/// The definitions of macros of some names, by the names.
pub(crate) type Definitions = FxHashMap<Box<str>, Vec<Expansion>>;

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
    pub(crate) fn are_same(&self, path: &str, text: &[u8]) -> bool {
        let known = self.files.get(path);
        known.is_none_or(|known| *known == MacroFile::new(text, &includes(text), &self.names))
    }
}

/// Macros in macros deeper than this are not counted.
const DEEPEST: usize = 16;

/// How many arguments a macro stands for by its definitions, and those of the macros in its body;
/// `None` where they differ, or where it is any number.
pub(crate) fn stands_for(name: &str, definitions: &Definitions) -> Option<usize> {
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
    use crate::text::fixture::unindented;

    #[test]
    fn macros_stand_for_arguments() {
        let check = |text: &str, expected: Option<usize>| {
            let text = &unindented(text);
            let names = ["AA", "BB", "CC"];
            let definitions =
                names.iter().map(|&name| (name.into(), expansions(text.as_bytes(), name))).collect();
            assert_eq!(stands_for("AA", &definitions), expected, "{text}");
        };
        check("", Some(1));
        check("#define AA(x) (x)\n", Some(1));
        check("#define AA(x) (x)[0], f(x, 1)\n", Some(2));
        check(
            r"
            #define AA(x) BB(x), BB(x)
            #define BB(x) (x)[0], (x)[1]
            ",
            Some(4),
        );
        check(
            r"
            #define AA(x) BB(x)
            #define BB(x) CC
            #define CC 1, 2, 3
            ",
            Some(3),
        );
        check(
            r"
            #define AA(x) 1
            #define AA(x) 1, 2
            ",
            None,
        );
        check(
            r"
            #define AA(x) 1, 2
            #define AA(x) x, 2
            ",
            Some(2),
        );
        check("#define AA(...) __VA_ARGS__\n", None);
        check("#define AA(a, b...) a, b\n", None);
        check("#define AA AA\n", Some(1));
        check("#define AA BB\n#define BB AA\n", None);
        check("#define AA\n", Some(0));
        check("#define AA BB, 1\n#define BB\n", None);
    }
}
