//! What one backend breaks or loses, and the Rust output (TL6xx).

use crate::rules::lint::Lint;

mod dtrace_event_name;
mod dtrace_provider_name;
mod dtrace_rust_call;
mod dtrace_type;
mod ftrace_backend_name;
mod ftrace_long_line;
mod log_stap_format;
mod rust_calls;
mod rust_format;
mod rust_type;
mod simple_string_as_number;
mod stap_name;
mod string_not_printed;
mod syslog_backend_name;
mod syslog_null_string;
mod ust_lost_field;
mod ust_number_base;
mod ust_rust_call;
mod ust_string;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &rust_format::RULE,
    &rust_type::RULE,
    &dtrace_event_name::RULE,
    &dtrace_type::RULE,
    &log_stap_format::RULE,
    &stap_name::RULE,
    &dtrace_provider_name::RULE,
    &dtrace_rust_call::RULE,
    &simple_string_as_number::RULE,
    &string_not_printed::RULE,
    &ftrace_long_line::RULE,
    &ftrace_backend_name::RULE,
    &syslog_backend_name::RULE,
    &syslog_null_string::RULE,
    &ust_lost_field::RULE,
    &ust_string::RULE,
    &ust_number_base::RULE,
    &ust_rust_call::RULE,
];
