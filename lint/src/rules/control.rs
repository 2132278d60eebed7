//! The names of QEMU's tracing itself, for the rules that must not take them for events.

/// What include/qemu/module.h and trace/control*.h declare with the prefix `trace_`.
const NAMES: [&str; 32] = [
    "enable_events",
    "event_by_name",
    "event_get_id",
    "event_get_name",
    "event_get_state",
    "event_get_state_backends",
    "event_get_state_dynamic",
    "event_get_state_dynamic_by_id",
    "event_get_state_static",
    "event_get_vcpu_id",
    "event_get_vcpu_state",
    "event_get_vcpu_state_dynamic",
    "event_get_vcpu_state_dynamic_by_vcpu_id",
    "event_id",
    "event_is_vcpu",
    "event_iter_init_all",
    "event_iter_init_group",
    "event_iter_init_pattern",
    "event_iter_next",
    "event_name",
    "event_register_group",
    "event_set_state_dynamic",
    "event_set_state_dynamic_init",
    "event_set_vcpu_state_dynamic",
    "events_enabled_count",
    "init",
    "init_backends",
    "init_events",
    "init_file",
    "init_vcpu",
    "list_events",
    "opt_parse",
];

/// True when `trace_NAME` is a function or macro of QEMU's tracing itself.
pub(super) fn is_control(name: &str) -> bool {
    NAMES.contains(&name)
}
