//! `reserved-event-name`

use crate::parse::events::Event;
use crate::qemu::reserved::{NAMES, ROOT_NAMES, RUST_NAME, VCPU_NAMES};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an event whose function `trace_NAME`, or whose identifier `TRACE_NAME`, is already part
    /// of QEMU's tracing itself: `init_file`, `event_name`, `list_events` and others.
    ///
    /// ## Why it is wrong
    /// The generated C or Rust does not compile, or does not link.
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
    name: "reserved-event-name",
    code: "TL204",
    severity: Error,
    default: ON,
    check: Event(check),
}

/// Names in upper case of which the headers make macros with the prefix `TRACE_`.
const MACROS: [&str; 4] = ["VCPU_EVENT_NONE", "_CONTROL_H", "_CONTROL_INTERNAL_H", "_EVENT_INTERNAL_H"];

fn check(cx: &mut Context, event: &Event) {
    let name = cx.file.name(event);
    let upper = name.to_uppercase();
    let file = cx.file;
    let group = || file.group();
    let has_vcpu = cx.era.adds_vcpu_argument();
    let is_taken = NAMES.contains(&name.as_ref())
        || (cx.era.has_rust() && name == RUST_NAME)
        || (has_vcpu && VCPU_NAMES.contains(&name.as_ref()))
        || (has_vcpu && ROOT_NAMES.contains(&name.as_ref()) && group() == "root");
    let is_macro = MACROS.contains(&upper.as_str())
        || upper.strip_suffix("_GENERATED_TRACERS_H").is_some_and(|other| other == group().to_uppercase());
    let is_own = name.strip_suffix("_register_events").is_some_and(|other| other == group().to_lowercase());
    if is_taken || is_macro || is_own {
        let taken = if is_macro { format!("TRACE_{upper}") } else { format!("trace_{name}") };
        cx.report(event.name, format!("`{taken}` is a name of QEMU's tracing itself"))
            .help("choose another name; the usual one begins with the device or the subsystem");
    }
}
