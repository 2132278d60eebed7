//! The rules over event lists, each against the catalogue of its tree.

use super::{Settings, sort};
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::event_list::{EventList, judge};
use crate::index::Index;
use crate::rule::{Check, ListContext};
use crate::suppress::suppress;
use std::sync::Arc;

/// The events that there are by what the user names, else by the tree; `None` where nothing is known.
pub fn catalogue(index: &Index, settings: &Settings) -> Option<Catalogue> {
    let catalogue = match &settings.events {
        Some(given) => given.catalogue(index),
        None => Catalogue::of_index(index),
    };
    let has_declarations = settings.events.is_some() || !index.events.is_empty();
    (has_declarations && !catalogue.is_empty()).then_some(catalogue)
}

/// The findings in one event list, in the order of the text, allowed ones among them.
pub fn lint_list(list: &EventList, catalogue: Option<&Catalogue>, settings: &Settings) -> Vec<Diagnostic> {
    let judged = judge(list, catalogue);
    let mut found = Vec::new();
    for rule in &settings.rules {
        if let Check::List(check) = rule.check {
            check(&mut ListContext { list, judged: &judged, catalogue, rule, found: &mut found });
        }
    }
    settings.policy.apply(&mut found);
    sort(&mut found);
    found
}

/// The findings in one event list that is no part of the index of its tree.
pub fn lint_list_alone(list: &Arc<EventList>, index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let catalogue = catalogue(index, settings);
    let mut found = lint_list(list, catalogue.as_ref(), settings);
    let mut alone = Index::default();
    alone.lists.push(list.clone());
    alone.has_sources = catalogue.is_some();
    suppress(&alone, settings, None, &mut found);
    sort(&mut found);
    found
}
