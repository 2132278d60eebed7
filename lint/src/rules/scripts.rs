//! Analysis scripts (TL94x).

use crate::rules::lint::Lint;

mod analyzer_arguments;
mod analyzer_keywords;
mod analyzer_name_clash;
mod unknown_event_method;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &unknown_event_method::RULE,
    &analyzer_arguments::RULE,
    &analyzer_keywords::RULE,
    &analyzer_name_clash::RULE,
];
