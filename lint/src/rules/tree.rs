//! Events against sources, headers and meson.build (TL7xx).

use crate::rules::lint::Lint;

mod call_argument_count;
mod guard_not_backends;
mod guard_other_event;
mod misplaced_event;
mod missing_trace_include;
mod stale_heading;
mod swapped_call_arguments;
mod trace_header;
mod twin_confusion;
mod undeclared_event;
mod unknown_guard;
mod unknown_rust_group;
mod unlisted_directory;
mod unused_event;

pub(crate) use unused_event::RULE as UNUSED_EVENT;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &undeclared_event::RULE,
    &unused_event::RULE,
    &call_argument_count::RULE,
    &twin_confusion::RULE,
    &swapped_call_arguments::RULE,
    &unknown_guard::RULE,
    &guard_not_backends::RULE,
    &guard_other_event::RULE,
    &missing_trace_include::RULE,
    &unlisted_directory::RULE,
    &trace_header::RULE,
    &stale_heading::RULE,
    &misplaced_event::RULE,
    &unknown_rust_group::RULE,
];
