//! `reserved-event-name`

use crate::event::Event;
use crate::rule::*;

declare_rule! {
    /// ## What it does
    /// Reports an event whose function `trace_NAME` is already part of QEMU's tracing itself:
    /// `init_file`, `event_name`, `list_events` and others.
    ///
    /// ## Why it is wrong
    /// The generated C does not compile, or does not link.
    ///
    /// ## Example
    /// ```trace-events
    /// init_file(const char *name) "name=%s"
    /// ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_init_file(const char *name) "name=%s"
    /// ```
    "reserved-event-name", "TL204", Error, ON, Check::Event(check)
}

/// What include/qemu/module.h and trace/control*.h declare with the prefix `trace_`.
const NAMES: [&str; 31] = [
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
];

fn check(cx: &mut Context, event: &Event) {
    let name = cx.file.name(event);
    if NAMES.contains(&name.as_ref()) || name == "opt_parse" {
        cx.report(event.name, format!("`trace_{name}` is a name of QEMU's tracing itself"))
            .help("choose another name; the usual one begins with the device or the subsystem");
    }
}
