//! The groups of a tree, by the names that generated files bear.

use super::store::Index;
use crate::parse::groups::{directory_of, group_name};
use std::collections::BTreeSet;

impl Index {
    /// The groups that trace-events files make, or that meson.build lists.
    pub(crate) fn group_names(&self) -> BTreeSet<String> {
        let declared = self.events.iter().map(|file| directory_of(&file.path));
        let listed = self.facts.groups.directories.iter().map(|directory| &*directory.path);
        declared.chain(listed).map(group_name).collect()
    }

    /// True for a name that is a group's, or that of a group which the build generates for QMP's commands.
    pub(crate) fn is_group(&self, name: &str) -> bool {
        let is_it = |directory: &str| group_name(directory) == name;
        name.starts_with("qapi_")
            || self.events.iter().any(|file| is_it(directory_of(&file.path)))
            || self.facts.groups.directories.iter().any(|directory| is_it(&directory.path))
    }
}
