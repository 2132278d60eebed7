//! What decides which findings there are.

use super::config::Policy;
use crate::model::catalogue::{Catalogue, Given};
use crate::model::index::Index;
use crate::qemu::version::Version;
use crate::rules::lint::Lint;
use crate::rules::rule::Rule;
use std::sync::Arc;

/// What decides which findings there are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules that run somewhere.
    pub rules: Vec<&'static Lint>,
    /// The QEMU release that the files are meant for.
    pub version: Version,
    /// What is decided for each file.
    pub policy: Arc<Policy>,
    /// The events that there are, where the user names them.
    pub events: Option<Arc<Given>>,
}

impl Settings {
    /// These rules, in every file.
    pub fn new(rules: Vec<&'static Lint>, version: Version) -> Settings {
        let policy = Arc::new(Policy::of_rules(&rules));
        Settings { rules, version, policy, events: None }
    }

    /// What a policy decides for a tree of this release.
    pub fn of_policy(policy: Policy, version: Option<Version>) -> Settings {
        let version = policy.version().or(version).unwrap_or(Version::NEWEST);
        Settings { rules: policy.rules(), version, policy: Arc::new(policy), events: None }
    }

    /// True when all that a rule finds in the file of this path is known: the rule runs there, and has the
    /// sources if it needs them.
    pub fn judges(&self, rule: &'static Rule, path: &str, index: &Index) -> bool {
        !rule.is_of_changes && self.policy.runs(rule, path) && (index.has_sources || !rule.needs_tree)
    }

    /// The events that there are by what the user names, else by the tree; `None` where nothing is known.
    pub fn catalogue(&self, index: &Index) -> Option<Catalogue> {
        let catalogue = match &self.events {
            Some(given) => given.catalogue(index),
            None => Catalogue::of_index(index),
        };
        let has_declarations = self.events.is_some() || !index.events.is_empty();
        (has_declarations && !catalogue.is_empty()).then_some(catalogue)
    }
}
