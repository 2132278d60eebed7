//! The format: conversions against arguments (TL3xx), hexadecimal numbers (TL4xx), labels and style (TL5xx).

use crate::rules::lint::Lint;

// What several of the rules share.
mod hex_conversion;
mod type_misfits;

mod bidirectional_text;
mod doubled_hex_prefix;
mod empty_string;
mod format_flag;
mod format_host_mismatch;
mod format_invalid_conversion;
mod format_narrow_macro;
mod format_newline;
mod format_percent_m;
mod format_percent_n;
mod format_pointer_type;
mod format_signedness;
mod format_too_few_arguments;
mod format_too_many_arguments;
mod format_type_mismatch;
mod hex_alternate_form;
mod hex_prefix_on_decimal;
mod hex_without_prefix;
mod invalid_escape;
mod macro_in_string;
mod macro_without_percent;
mod missing_blank;
mod positional_argument;
mod swapped_flag_digits;
mod swapped_labels;
mod trigraph;
mod unknown_macro;
mod unterminated_string;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &format_too_few_arguments::RULE,
    &format_too_many_arguments::RULE,
    &format_type_mismatch::RULE,
    &format_host_mismatch::RULE,
    &format_invalid_conversion::RULE,
    &format_flag::RULE,
    &format_newline::RULE,
    &format_percent_m::RULE,
    &unknown_macro::RULE,
    &macro_in_string::RULE,
    &macro_without_percent::RULE,
    &invalid_escape::RULE,
    &unterminated_string::RULE,
    &format_percent_n::RULE,
    &positional_argument::RULE,
    &trigraph::RULE,
    &bidirectional_text::RULE,
    &hex_prefix_on_decimal::RULE,
    &hex_without_prefix::RULE,
    &hex_alternate_form::RULE,
    &doubled_hex_prefix::RULE,
    &swapped_flag_digits::RULE,
    &swapped_labels::RULE,
    &missing_blank::RULE,
    &empty_string::RULE,
    &format_signedness::RULE,
    &format_pointer_type::RULE,
    &format_narrow_macro::RULE,
];
