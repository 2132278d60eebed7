//! A tree after some fixes, and what is found in it then.

use super::request::{check_all, concerns};
use crate::files::{FileChange, Overlay, SourceTree};
use crate::fix::build_files::{FixInOtherFile, fix_in_other_file};
use crate::linter::Settings;
use crate::rules::RULES;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::rule::Rule;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A tree after some fixes.
pub(super) struct FixedTree<'a> {
    pub tree: SourceTree,
    settings: &'a Settings,
    is_unsafe: bool,
    /// With the rules that run by default, so that no fix adds what is only not asked for.
    pub findings: Vec<Diagnostic>,
    before: Before,
}

/// The texts before all fixes of the files that they change; `None` for one that was not there.
type Before = BTreeMap<Arc<str>, Option<Vec<u8>>>;

impl<'a> FixedTree<'a> {
    /// The tree before all fixes.
    pub fn new(tree: SourceTree, settings: &'a Settings, is_unsafe: bool) -> FixedTree<'a> {
        FixedTree::after(tree, settings, is_unsafe, Before::default())
    }

    fn after(tree: SourceTree, settings: &'a Settings, is_unsafe: bool, before: Before) -> FixedTree<'a> {
        let is_asked = |rule: &str| settings.rules.iter().any(|other| other.code == rule);
        let is_judged = |rule: &Rule| !settings.unjudged.iter().any(|other| other.code == rule.code);
        let rules = RULES.iter().copied();
        let rules = rules.filter(|rule| (rule.is_default && is_judged(rule)) || is_asked(rule.code));
        let all =
            Settings { events: settings.events.clone(), ..Settings::new(rules.collect(), settings.era) };
        let findings = check_all(&tree, &all);
        FixedTree { tree, settings, is_unsafe, findings, before }
    }

    /// The tree in which these files have other texts, beside those that have so already.
    pub fn with(&self, texts: &Overlay) -> FixedTree<'a> {
        let mut before = self.before.clone();
        for path in texts.keys() {
            before.entry(path.clone()).or_insert_with(|| self.tree.text_of(path));
        }
        FixedTree::after(self.tree.with(texts), self.settings, self.is_unsafe, before)
    }

    /// True for a finding whose fix is wanted.
    pub fn is_wanted(&self, finding: &Diagnostic) -> bool {
        finding.fix.as_ref().is_some_and(|fix| self.is_safe_enough(fix.is_safe)) && self.is_asked(finding)
    }

    /// What fixes a finding in another file, where that is wanted.
    pub fn fix_in_other_file(&self, finding: &Diagnostic) -> Option<FixInOtherFile> {
        finding.rule.fix_in?; // for the others the list of groups isn't read
        let list = self.tree.text_of(&self.tree.index.facts.groups.path().into());
        let found = fix_in_other_file(&self.tree.index, finding, list.as_deref())?;
        let is_wanted = !self.tree.is_taken(&found.path)
            && self.is_safe_enough(found.is_safe)
            && self.tree.scope.holds(&found.path)
            && self.is_asked(finding);
        is_wanted.then_some(found)
    }

    fn is_safe_enough(&self, is_safe: bool) -> bool {
        is_safe || self.is_unsafe
    }

    /// True for a finding that is asked for, in a file that is asked about.
    fn is_asked(&self, finding: &Diagnostic) -> bool {
        let mut admitted = vec![finding.clone()];
        self.settings.policy.apply(&mut admitted);
        !admitted.is_empty() && concerns(&self.tree, finding) && self.tree.scope.holds(&finding.path)
    }

    /// What the fixes have changed.
    pub fn changes(&self) -> Vec<FileChange> {
        let change = |(path, before): (&Arc<str>, &Option<Vec<u8>>)| {
            let after = self.tree.text_of(path).unwrap_or_default();
            let is_other = before.as_ref() != Some(&after);
            is_other.then(|| FileChange { path: path.clone(), before: before.clone(), after })
        };
        self.before.iter().filter_map(change).collect()
    }
}
