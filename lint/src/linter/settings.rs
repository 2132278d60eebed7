//! What decides which findings there are.

use super::config::Policy;
use crate::model::catalogue::{Catalogue, EventsFromFiles};
use crate::model::index::Index;
use crate::parse::release::Release;
use crate::qemu::era::Era;
use crate::rules::lint::Lint;
use crate::rules::rule::Rule;
use std::sync::Arc;

/// What decides which findings there are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The rules that run somewhere.
    pub rules: Vec<&'static Lint>,
    /// The rules that would run, and can't be judged in the tree's era.
    pub unjudged: Vec<&'static Lint>,
    /// The QEMU releases that the files are meant for.
    pub era: Era,
    /// What is decided for each file.
    pub policy: Arc<Policy>,
    /// The events that there are, where the user names them.
    pub events: Option<Arc<EventsFromFiles>>,
}

impl Settings {
    /// These rules, in every file.
    pub fn new(rules: Vec<&'static Lint>, era: Era) -> Settings {
        let policy = Arc::new(Policy::of_rules(&rules));
        Settings { rules, unjudged: Vec::new(), era, policy, events: None }
    }

    /// What a policy decides for a tree of this release. The policy may name another that the files are meant for;
    /// how the tree is built, its own tells, if it is known.
    pub fn of_policy(policy: Policy, release: Option<&Release>) -> Settings {
        let known = release.map(|release| release.era);
        let era = policy.version().map(Era::of).or(known).unwrap_or(Era::UNKNOWN);
        let is_judged = |rule: &&Lint| (rule.is_judged)(known.unwrap_or(era));
        let (rules, unjudged) = policy.rules().into_iter().partition(is_judged);
        Settings { rules, unjudged, era, policy: Arc::new(policy), events: None }
    }

    /// True when all that a rule finds in the file of this path is known: the rule runs there, and has the
    /// sources if it needs them.
    pub fn judges(&self, rule: &'static Rule, path: &str, index: &Index) -> bool {
        !rule.is_of_changes
            && self.policy.runs(rule, path)
            && !self.unjudged.iter().any(|unjudged| unjudged.code == rule.code)
            && (index.has_sources || !rule.needs_tree)
    }

    /// The events that there are by what the user names, else by the tree; `None` where nothing is known.
    pub fn catalogue(&self, index: &Index) -> Option<Catalogue> {
        let catalogue = match &self.events {
            Some(given) => given.catalogue(index),
            None => Catalogue::of_index(index),
        };
        let has_declarations = self.events.is_some() || (!index.events.is_empty() && !index.facts.is_partial);
        (has_declarations && !catalogue.is_empty()).then_some(catalogue)
    }
}
