//! Macros that headers define and that paste the names of events together: which sources use them.
//! A source that does not include the header may use the name of the macro for something else.

use super::include_closure::{IncludeCache, reach};
use crate::model::index::TreeFacts;
use crate::parse::source::PastingMacro;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The macros that headers define, by the header.
pub(super) type HeaderMacros = FxHashMap<Arc<str>, Vec<PastingMacro>>;

/// The macros that each of `users` knows by what it, or one that includes it, includes.
pub(super) fn known_macros(
    users: &[Arc<str>],
    macros: &HeaderMacros,
    tree: &TreeFacts,
    text: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> FxHashMap<Arc<str>, Vec<PastingMacro>> {
    let mut files = IncludeCache::new(text);
    let mut known = |user: &Arc<str>| {
        let includers = tree.includes.includers.get(&**user).into_iter().flatten();
        let mut reached: Vec<_> = includers
            .chain([user])
            .flat_map(|start| reach(start, tree, &mut |path| files.of(path, &mut |_, _| {})))
            .collect();
        reached.sort();
        reached.dedup();
        reached.iter().filter_map(|path| macros.get(path)).flatten().cloned().collect()
    };
    let known = users.iter().map(|user| (user.clone(), known(user)));
    known.filter(|(_, macros): &(_, Vec<_>)| !macros.is_empty()).collect()
}
