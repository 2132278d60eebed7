//! `vcpu-outside-root`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports the property `vcpu` in another file than the tree's own `trace-events` (QEMU 2.10 to 9.0).
    ///
    /// ## Why it is wrong
    /// Such an event asks `trace_event_get_vcpu_state`, which the generated header of the group
    /// `root` alone includes: the others do not compile.
    name: "vcpu-outside-root",
    code: "TL010",
    severity: Error,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    if !cx.era.has_vcpu_in_root_only() || cx.file.is_of_build || cx.file.group() == "root" {
        return;
    }
    for &property in event.properties.iter().filter(|property| cx.file.bytes(**property) == b"vcpu") {
        let message =
            format!("QEMU {} knows the property `vcpu` in the tree's own trace-events only", cx.era);
        cx.report(property, message).help("move the event there, or remove the property");
    }
}
