//! Event lists (TL90x, TL91x).

use crate::rules::lint::Lint;

mod list_absent_event;
mod list_dead_pattern;
mod list_disabled_event;
mod list_final_newline;
mod list_first_only;
mod list_help;
mod list_line_length;
mod list_no_name;
mod list_stray_bytes;
mod list_undone_line;
mod list_unknown_event;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &list_unknown_event::RULE,
    &list_dead_pattern::RULE,
    &list_disabled_event::RULE,
    &list_absent_event::RULE,
    &list_final_newline::RULE,
    &list_stray_bytes::RULE,
    &list_no_name::RULE,
    &list_first_only::RULE,
    &list_line_length::RULE,
    &list_help::RULE,
    &list_undone_line::RULE,
];
