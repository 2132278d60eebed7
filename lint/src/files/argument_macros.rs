//! What macros in argument lists stand for, by the definitions that a source and the headers it
//! includes hold. A definition elsewhere in the tree is another macro of the name.

use super::include_closure::{IncludeCache, reach};
use crate::model::index::{ArgumentMacros, Definitions, MacroFile, TreeFacts, stands_for};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How often the names that bodies of macros bring in are looked up themselves.
const MOST_ROUNDS: usize = 4;

/// What the macros of some names stand for, for each source.
pub(super) fn expand(
    doubtful: FxHashMap<Arc<str>, Vec<Box<str>>>,
    tree: &TreeFacts,
    text: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> ArgumentMacros {
    let mut names: FxHashSet<Box<str>> = doubtful.values().flatten().cloned().collect();
    let mut macros = ArgumentMacros::default();
    let mut found: FxHashMap<Arc<str>, Definitions> = FxHashMap::default();
    for _ in 0..MOST_ROUNDS {
        let mut files = IncludeCache::new(text);
        let mut defined: FxHashMap<Arc<str>, MacroFile> = FxHashMap::default();
        let mut nested: FxHashSet<Box<str>> = FxHashSet::default();
        for source in doubtful.keys() {
            let reached = reach(source, tree, &mut |path| {
                files.of(path, &mut |text, includes| {
                    defined.insert(path.clone(), MacroFile::new(text, includes, &names));
                })
            });
            let of_source = found.entry(source.clone()).or_default();
            let defined = reached.iter().filter_map(|path| defined.get(path));
            for (name, expansions) in defined.flat_map(|file| &file.definitions) {
                nested.extend(expansions.iter().flat_map(|one| one.may_expand.clone()));
                of_source.entry(name.clone()).or_default().extend_from_slice(expansions);
            }
        }
        defined.into_iter().for_each(|(path, file)| macros.add(&path, file));
        macros.names.extend(names);
        names = nested.into_iter().filter(|name| !macros.names.contains(name)).collect();
        if names.is_empty() {
            break;
        }
    }
    let expansions = doubtful.into_iter().map(|(source, names)| {
        let counts = names.into_iter().map(|name| {
            let count = stands_for(&name, &found[&source]);
            (name, count)
        });
        let counts = counts.filter(|(_, count)| *count != Some(1)).collect();
        (source, counts)
    });
    macros.expansions = expansions.collect();
    macros
}
