//! The names of QEMU's tracing itself, which no event can bear and which are no events.

/// What include/qemu/module.h and trace/control*.h declare with the prefix `trace_`.
pub(crate) const NAMES: [&str; 24] = [
    "enable_events",
    "event_get_id",
    "event_get_name",
    "event_get_state",
    "event_get_state_backends",
    "event_get_state_dynamic",
    "event_get_state_dynamic_by_id",
    "event_get_state_static",
    "event_is_pattern",
    "event_iter_init_all",
    "event_iter_init_group",
    "event_iter_init_pattern",
    "event_iter_next",
    "event_name",
    "event_register_group",
    "event_set_state_dynamic",
    "event_set_state_dynamic_init",
    "events_enabled_count",
    "get_vcpu_event_count",
    "init",
    "init_backends",
    "init_file",
    "list_events",
    "opt_parse",
];

/// What they declared as long as events could belong to a vCPU.
pub(crate) const VCPU_NAMES: [&str; 5] =
    ["event_get_vcpu_id", "event_is_vcpu", "event_set_vcpu_state_dynamic", "fini_vcpu", "init_vcpu"];

/// What only those files see that include trace/control-vcpu.h, as the group `root` does.
pub(crate) const ROOT_NAMES: [&str; 3] =
    ["event_get_vcpu_state", "event_get_vcpu_state_dynamic", "event_get_vcpu_state_dynamic_by_vcpu_id"];

/// True when `trace_NAME` is a function or macro of QEMU's tracing itself, in some release.
pub fn is_control(name: &str) -> bool {
    NAMES.contains(&name) || VCPU_NAMES.contains(&name) || ROOT_NAMES.contains(&name)
}
