//! SystemTap scripts (TL95x).

use crate::rules::lint::Lint;

// What several of the rules share.
mod probed_events;

mod systemtap_argument;
mod systemtap_dead_pattern;
mod systemtap_string;
mod systemtap_unknown_event;
mod systemtap_variable;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &systemtap_unknown_event::RULE,
    &systemtap_dead_pattern::RULE,
    &systemtap_argument::RULE,
    &systemtap_variable::RULE,
    &systemtap_string::RULE,
];
