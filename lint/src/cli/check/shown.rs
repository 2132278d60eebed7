//! What is shown of the findings in a tree: the files that they are in, and the fixes in other files.

use crate::check::request::Checked;
use crate::cli::print::from_here;
use crate::files::SourceTree;
use crate::fix::build_files::fix_in_other_file;
use crate::model::catalogue::EventsFromFiles;
use crate::report::{Documents, Finding};
use crate::rules::diagnostic::{Diagnostic, Fix};
use crate::text::{Document, RelativeTo};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::Arc;

/// A checked tree, with what its findings are shown by.
pub(super) struct Shown<'a> {
    checked: &'a Checked,
    /// For each finding what fixes it in another file, if that does.
    elsewhere: Vec<Option<(Arc<str>, Fix)>>,
    /// How its files are named from the current folder.
    here: RelativeTo,
    /// The files that are not in memory anyway.
    read: FxHashMap<Arc<str>, Document>,
}

impl<'a> Shown<'a> {
    /// Reads the files.
    pub fn new(checked: &'a Checked) -> Shown<'a> {
        let Checked { tree, found, .. } = checked;
        let elsewhere = fixes_elsewhere(tree, found);
        let others = elsewhere.iter().flatten().map(|(path, _)| path);
        let read = tree.documents(found.iter().flat_map(Diagnostic::paths).chain(others));
        Shown { checked, elsewhere, here: from_here(tree), read }
    }

    /// All files in which findings can be, those with the events that the user names among them.
    pub fn documents(&'a self, events: Option<&'a EventsFromFiles>) -> Documents<'a> {
        let tree = &self.checked.tree;
        let files = tree.index.events.iter().chain(&tree.lone).map(|file| &***file);
        let lists = tree.index.lists.iter().chain(&tree.lone_lists).map(|list| &***list);
        let given = events.into_iter().flat_map(|given| &given.files).map(|file| &***file);
        Documents::new(files.chain(lists).chain(self.read.values()).chain(given))
    }

    /// The findings as they are reported.
    pub fn findings(&'a self, documents: &'a Documents<'a>) -> impl Iterator<Item = Finding<'a>> {
        let prefix = &*self.checked.tree.prefix;
        let here = Some(&self.here);
        let finding = move |(diagnostic, elsewhere): (&'a Diagnostic, &'a Option<_>)| Finding {
            diagnostic,
            prefix,
            here,
            documents,
            elsewhere: elsewhere.as_ref(),
        };
        self.checked.found.iter().zip(&self.elsewhere).map(finding)
    }
}

/// For each finding in a tree what fixes it in another file, if that does.
fn fixes_elsewhere(tree: &SourceTree, found: &[Diagnostic]) -> Vec<Option<(Arc<str>, Fix)>> {
    let list = OnceCell::new();
    let of = |finding: &Diagnostic| {
        if finding.fix.is_some() || finding.rule.fix_in.is_none() {
            return None;
        }
        let list = list.get_or_init(|| tree.text_of(&tree.index.facts.groups.path().into()));
        let found = fix_in_other_file(&tree.index, finding, list.as_deref())?;
        if tree.is_taken(&found.path) {
            return None;
        }
        Some((found.path.clone(), found.as_fix()))
    };
    found.iter().map(of).collect()
}
