//! What is asked about in a tree.

use crate::linter::config::Policy;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Files that are asked about, by their paths as shown.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Those that are named.
    pub(super) named: FxHashSet<Arc<str>>,
    /// Those that were found in folders.
    pub(super) found: FxHashSet<Arc<str>>,
    /// Folders, each with a `/` at its end; the root is empty.
    pub(super) folders: Vec<String>,
    /// What knows the files that are left out.
    policy: Option<Arc<Policy>>,
    /// True when those are left out even when they are named.
    is_forced: bool,
}

impl Scope {
    /// All files of a tree.
    pub(super) fn whole() -> Scope {
        Scope { folders: vec![String::new()], ..Scope::default() }
    }

    /// Leaves out what a policy excludes, though not what is named, unless by force.
    pub(crate) fn exclude(&mut self, policy: &Arc<Policy>, is_forced: bool) {
        self.policy = Some(Arc::clone(policy));
        self.is_forced = is_forced;
    }

    /// True when the file of this path is asked about.
    pub(crate) fn holds(&self, path: &str) -> bool {
        if !self.named.contains(path)
            && !self.found.contains(path)
            && !self.folders.iter().any(|folder| path.starts_with(folder.as_str()))
        {
            return false;
        }
        !self.leaves_out(path)
    }

    /// True when nothing is to be reported in the file of this path, though all is asked about.
    pub(crate) fn leaves_out(&self, path: &str) -> bool {
        let is_wanted = self.named.contains(path) && !self.is_forced;
        !is_wanted && self.policy.as_ref().is_some_and(|policy| policy.excludes(path))
    }
}
