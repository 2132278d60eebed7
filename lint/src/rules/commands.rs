//! Options, monitor commands and QMP that name events (TL92x, TL93x).

use crate::rules::lint::Lint;

mod command_absent_event;
mod command_dead_pattern;
mod command_disabled_event;
mod command_first_only;
mod command_no_name;
mod command_unknown_event;
mod command_wrong_program;
mod configure_trace_backend;
mod events_file;
mod log_item;
mod monitor_argument;
mod qmp_disabled_event;
mod qmp_monitor_command;
mod trace_file_option;
mod trace_option_parameter;
mod trace_option_replaced;
mod unknown_trace_option;

/// In the order of the codes.
pub(super) static RULES: &[&Lint] = &[
    &command_unknown_event::RULE,
    &command_dead_pattern::RULE,
    &command_disabled_event::RULE,
    &qmp_disabled_event::RULE,
    &qmp_monitor_command::RULE,
    &trace_option_parameter::RULE,
    &trace_option_replaced::RULE,
    &trace_file_option::RULE,
    &configure_trace_backend::RULE,
    &command_first_only::RULE,
    &command_absent_event::RULE,
    &command_no_name::RULE,
    &log_item::RULE,
    &unknown_trace_option::RULE,
    &events_file::RULE,
    &monitor_argument::RULE,
    &command_wrong_program::RULE,
];
