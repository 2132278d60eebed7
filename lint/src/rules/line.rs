//! The line: what tracetool reads it as, its properties, and its end (TL0xx).

use crate::rules::lint::Lint;

mod duplicate_property;
mod format_not_read;
mod missing_final_newline;
mod not_utf8;
mod obsolete_property;
mod split_format;
mod syntax_error;
mod tcg_single_format;
mod text_after_format;
mod unknown_property;
mod vcpu_outside_root;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &syntax_error::RULE,
    &missing_final_newline::RULE,
    &not_utf8::RULE,
    &unknown_property::RULE,
    &obsolete_property::RULE,
    &duplicate_property::RULE,
    &text_after_format::RULE,
    &format_not_read::RULE,
    &split_format::RULE,
    &vcpu_outside_root::RULE,
    &tcg_single_format::RULE,
];
