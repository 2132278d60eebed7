//! The rules: one word each. Their code, documentation and examples stand in `rules/NAME.rs`.

use crate::model::backend::Backend;
use crate::rules::rule::Rule;

/// Declares the modules of the rules, and the list of them.
macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every rule, in the order of the codes.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

mod compiled_out;
pub mod diagnostic;
mod hex;
mod labels;
mod mismatch;
mod probed;
pub mod rule;
#[cfg(test)]
mod tests;

rules! {
    syntax_error
    missing_final_newline
    not_utf8
    unknown_property
    obsolete_property
    duplicate_property
    text_after_format
    format_not_read
    split_format
    vcpu_outside_root
    empty_argument
    argument_type
    invalid_argument
    too_many_arguments
    void_argument
    reserved_argument_name
    duplicate_argument
    duplicate_event
    colliding_events
    enabled_event
    reserved_event_name
    non_ascii_name
    simple_backend_name
    format_too_few_arguments
    format_too_many_arguments
    format_type_mismatch
    format_host_mismatch
    format_invalid_conversion
    format_flag
    format_newline
    format_percent_m
    unknown_macro
    macro_in_string
    macro_without_percent
    invalid_escape
    unterminated_string
    format_percent_n
    positional_argument
    trigraph
    bidirectional_text
    hex_prefix_on_decimal
    hex_without_prefix
    hex_alternate_form
    doubled_hex_prefix
    swapped_flag_digits
    swapped_labels
    missing_blank
    empty_string
    format_signedness
    format_pointer_type
    format_narrow_macro
    rust_format
    rust_type
    dtrace_event_name
    dtrace_type
    log_stap_format
    stap_name
    dtrace_provider_name
    simple_string_as_number
    string_not_printed
    ftrace_long_line
    ftrace_backend_name
    syslog_backend_name
    syslog_null_string
    ust_lost_field
    ust_string
    ust_number_base
    undeclared_event
    unused_event
    call_argument_count
    twin_confusion
    swapped_call_arguments
    unknown_guard
    guard_not_backends
    guard_other_event
    missing_trace_include
    unlisted_directory
    trace_header
    stale_heading
    misplaced_event
    unused_suppression
    unknown_suppression
    list_unknown_event
    list_dead_pattern
    list_disabled_event
    list_absent_event
    list_final_newline
    list_stray_bytes
    list_no_name
    list_first_only
    list_line_length
    list_help
    list_undone_line
    command_unknown_event
    command_dead_pattern
    command_disabled_event
    qmp_disabled_event
    qmp_monitor_command
    trace_option_parameter
    trace_option_replaced
    trace_file_option
    configure_trace_backend
    command_first_only
    command_absent_event
    command_no_name
    log_item
    unknown_trace_option
    events_file
    monitor_argument
    command_wrong_program
    unknown_event_method
    analyzer_arguments
    analyzer_keywords
    analyzer_name_clash
    systemtap_unknown_event
    systemtap_dead_pattern
    systemtap_argument
    systemtap_variable
    systemtap_string
    added_event
    removed_event
    renamed_event
    removed_argument
    added_argument
    reordered_arguments
    retyped_argument
    renamed_argument
    changed_format
    changed_disable
}

/// The rule of this name or code, in any case.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.name.eq_ignore_ascii_case(name) || rule.code.eq_ignore_ascii_case(name))
        .copied()
}

/// The rules that look for what this backend alone breaks or loses, in the order of the codes.
pub fn of_backend(backend: Backend) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(move |rule| rule.backends.contains(&backend))
}
