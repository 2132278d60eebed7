//! What `compat` says of the differences between two trees (TL96x).

use crate::rules::lint::Lint;

mod added_argument;
mod added_event;
mod changed_disable;
mod changed_format;
mod removed_argument;
mod removed_event;
mod renamed_argument;
mod renamed_event;
mod reordered_arguments;
mod retyped_argument;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &added_event::RULE,
    &removed_event::RULE,
    &renamed_event::RULE,
    &removed_argument::RULE,
    &added_argument::RULE,
    &reordered_arguments::RULE,
    &retyped_argument::RULE,
    &renamed_argument::RULE,
    &changed_format::RULE,
    &changed_disable::RULE,
];
