//! `reserved-event-name`

use crate::event::Event;
use crate::names::is_control;
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

fn check(cx: &mut Context, event: &Event) {
    let name = cx.file.name(event);
    if is_control(&name) {
        cx.report(event.name, format!("`trace_{name}` is a name of QEMU's tracing itself"))
            .help("choose another name; the usual one begins with the device or the subsystem");
    }
}
