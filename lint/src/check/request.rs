//! What is found in what is asked about.

use crate::files::SourceTree;
use crate::linter::{Settings, lint, lint_alone, lint_list_alone};
use crate::rules::diagnostic::{Diagnostic, sort};

/// A tree, and what is found in it.
pub(crate) struct Checked {
    pub tree: SourceTree,
    /// What decided which findings there are.
    pub settings: Settings,
    pub found: Vec<Diagnostic>,
}

/// The findings that concern what is asked about in a tree, in the order in which they are shown: those
/// in its files, and those elsewhere whose cause may lie in them.
pub(crate) fn check(tree: &SourceTree, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = check_all(tree, settings);
    found.retain(|finding| concerns(tree, finding));
    found
}

/// True for a finding that concerns what is asked about.
pub(crate) fn concerns(tree: &SourceTree, finding: &Diagnostic) -> bool {
    let elsewhere = finding.related.iter().filter_map(|related| related.path.as_ref());
    let mut paths = elsewhere.chain(&finding.causes).chain([&finding.path]);
    !tree.scope.leaves_out(&finding.path) && paths.any(|path| tree.scope.holds(path))
}

/// All findings in a tree.
pub fn check_all(tree: &SourceTree, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = lint(&tree.index, settings);
    for file in &tree.lone {
        found.extend(lint_alone(file, settings, None));
    }
    for list in &tree.lone_lists {
        found.extend(lint_list_alone(list, &tree.index, settings));
    }
    sort(&mut found);
    found
}
