//! What the layers decide for the files that one configuration file governs.

use super::entries::{Entry, OneRule, Weight};
use super::globs::Globs;
use super::layer::Layer;
use super::options::PerFile;
use crate::linter::selection::Selected;
use crate::model::backend::Backend;
use crate::qemu::printf::{ALL_HOSTS, HostSet};
use crate::qemu::version::Version;
use crate::rules::RULES;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::lint::Lint;
use crate::rules::rule::{Rule, Severity};
use std::collections::BTreeMap;

/// What is decided for some files. Paths are those from the folder of their configuration file.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The rules that run unless something is different for a file, in the order of their codes.
    pub rules: Vec<&'static Lint>,
    /// The backends that are named, in the order in which they are.
    pub backends: Vec<Backend>,
    /// The release that the files are meant for, where one is named.
    pub version: Option<Version>,
    hosts: HostSet,
    exclude: Globs,
    event_lists: Globs,
    severity: BTreeMap<&'static str, Severity>,
    per_file: Vec<Special>,
}

/// What is different for some files.
#[derive(Clone, Debug)]
struct Special {
    paths: Globs,
    extend_select: Vec<Selected>,
    ignore: Vec<Selected>,
    severity: BTreeMap<&'static str, Severity>,
}

impl Choice {
    /// What the layers decide, the last of which is the strongest: it chooses among all rules by
    /// `select`, adds to what runs before it by `extend-select`, and takes from it by `ignore`. Of the lists
    /// of backends the last counts; it adds the rules for them.
    pub fn new<'a>(layers: impl Iterator<Item = &'a Layer> + Clone) -> Choice {
        let last = layers.clone().filter(|layer| layer.options.backends.is_some()).count();
        let mut lists = 0;
        let mut is_on: Vec<bool> = RULES.iter().map(|rule| rule.is_default).collect();
        let mut choice = Choice {
            rules: Vec::new(),
            backends: Vec::new(),
            version: None,
            hosts: ALL_HOSTS,
            exclude: Globs::new([]),
            event_lists: Globs::new([]),
            severity: BTreeMap::new(),
            per_file: Vec::new(),
        };
        for Layer { options, .. } in layers {
            if let Some(select) = options.select.as_ref().filter(|select| !select.is_empty()) {
                set(&mut is_on, select, |is_on, covers| *is_on = covers);
                choice.per_file.iter_mut().for_each(|special| special.extend_select.clear());
            }
            set(&mut is_on, options.extend_select.iter().flatten(), |is_on, covers| *is_on |= covers);
            if let Some(names) = &options.backends {
                lists += 1;
                choice.backends = names.iter().map(|name| name.0).collect();
                let is_for =
                    |rule: &Rule| rule.backends.iter().any(|backend| choice.backends.contains(backend));
                // A stronger list stands in place of this one.
                let rules = RULES.iter().zip(&mut is_on).filter(|(rule, _)| lists == last && is_for(rule));
                rules.for_each(|(_, is_on)| *is_on = true);
            }
            set(&mut is_on, options.ignore.iter().flatten(), |is_on, covers| *is_on &= !covers);
            if let Some(hosts) = &options.hosts {
                choice.hosts = hosts.iter().fold(HostSet::NONE, |set, host| set.union(host.0));
            }
            if let Some(exclude) = &options.exclude {
                choice.exclude = Globs::new(exclude);
            }
            if let Some(lists) = &options.event_lists {
                choice.event_lists = Globs::new(lists);
            }
            choice.version = options.qemu_version.map(|release| release.0).or(choice.version);
            choice.severity.extend(weights(options.severity.iter().flatten()));
            choice.per_file.extend(options.per_file.iter().flatten().map(Special::new));
        }
        let rules = RULES.iter().zip(is_on);
        choice.rules = rules.filter(|(_, is_on)| *is_on).map(|(rule, _)| *rule).collect();
        choice
    }

    /// True when nothing is to be reported in a file.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.match_path(path)
    }

    /// True for a file that is an event list.
    pub fn is_event_list(&self, path: &str) -> bool {
        self.event_lists.match_path(path)
    }

    /// True for a rule that runs somewhere.
    pub fn may_run(&self, rule: &'static Rule) -> bool {
        let is_added = |special: &Special| special.extend_select.iter().any(|selected| selected.covers(rule));
        self.has(rule) || self.per_file.iter().any(is_added)
    }

    /// True for a rule that runs in a file.
    pub fn runs(&self, rule: &'static Rule, path: &str) -> bool {
        let mut is_on = self.has(rule);
        for special in self.per_file.iter().filter(|special| special.paths.match_path(path)) {
            is_on |= special.extend_select.iter().any(|selected| selected.covers(rule));
            is_on &= !special.ignore.iter().any(|selected| selected.covers(rule));
        }
        is_on
    }

    /// Gives a finding in a file its weight; false when it is not to be reported.
    pub fn admit(&self, finding: &mut Diagnostic, path: &str) -> bool {
        if !self.runs(finding.rule, path) || !self.hosts.touches(finding.hosts) {
            return false;
        }
        let special = self.per_file.iter().rev().filter(|special| special.paths.match_path(path));
        let weights = special.map(|special| &special.severity).chain([&self.severity]);
        let weight = weights.filter_map(|weights| weights.get(finding.rule.code)).next();
        finding.severity = weight.copied().unwrap_or(finding.severity);
        true
    }

    fn has(&self, rule: &'static Rule) -> bool {
        self.rules.binary_search_by_key(&rule.code, |rule| rule.code).is_ok()
    }
}

impl Special {
    fn new(options: &PerFile) -> Special {
        let list = |entries: &[Entry]| entries.iter().map(|entry| entry.0.clone()).collect();
        Special {
            paths: Globs::new(&options.paths),
            extend_select: list(&options.extend_select),
            ignore: list(&options.ignore),
            severity: weights(&options.severity).collect(),
        }
    }
}

fn weights<'a>(
    severity: impl IntoIterator<Item = (&'a OneRule, &'a Weight)>,
) -> impl Iterator<Item = (&'static str, Severity)> {
    severity.into_iter().map(|(rule, weight)| (rule.0.code, weight.0))
}

/// Changes the state of each rule by whether a list covers it.
fn set<'a>(
    states: &mut [bool],
    list: impl IntoIterator<Item = &'a Entry> + Clone,
    change: impl Fn(&mut bool, bool),
) {
    for (rule, state) in RULES.iter().zip(states) {
        change(state, list.clone().into_iter().any(|entry| entry.0.covers(rule)));
    }
}
