//! Which files a source reaches by its includes, read as they are needed, each once.

use crate::model::index::{TreeFacts, resolve};
use crate::parse::source::{Include, includes};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A source, and all that it includes with quotes, directly or not.
pub(super) fn reach(
    source: &Arc<str>,
    tree: &TreeFacts,
    includes_of: &mut dyn FnMut(&Arc<str>) -> Arc<[Include]>,
) -> Vec<Arc<str>> {
    let mut visited = FxHashSet::from_iter([source.clone()]);
    let mut reached = vec![source.clone()];
    let mut next = 0;
    while let Some(path) = reached.get(next).cloned() {
        for include in includes_of(&path).iter().filter(|include| include.is_quoted) {
            if let Some(header) = resolve(&include.path, &path, source, &tree.paths)
                && visited.insert(header.clone())
            {
                reached.push(header.clone());
            }
        }
        next += 1;
    }
    reached
}

/// Looks the includes of files up; what was read is kept.
pub(super) struct IncludeCache<'a> {
    /// Reads a file.
    pub text: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    known: FxHashMap<Arc<str>, Arc<[Include]>>,
}

impl<'a> IncludeCache<'a> {
    /// Nothing read so far.
    pub fn new(text: &'a dyn Fn(&str) -> Option<Vec<u8>>) -> IncludeCache<'a> {
        IncludeCache { text, known: FxHashMap::default() }
    }

    /// The includes of a file; `look` sees its text and them when it is read.
    pub fn of(&mut self, path: &Arc<str>, look: &mut dyn FnMut(&[u8], &[Include])) -> Arc<[Include]> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let text = (self.text)(path).unwrap_or_default();
        let found: Arc<[Include]> = includes(&text).into();
        look(&text, &found);
        self.known.insert(path.clone(), found.clone());
        found
    }
}
