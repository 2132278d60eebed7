//! `dtrace-event-name`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an event with two underscores in a row in its name. For the backend `dtrace`.
    ///
    /// ## Why it is wrong
    /// SystemTap's dtrace(1) makes one underscore of two when it names the macro of a probe, and the
    /// generated C calls the macro with both: a build with `--enable-trace-backends=dtrace` does not
    /// compile.
    ///
    /// ## Example
    /// ```trace-events
    /// foo__read(int fd) "fd=%d"
    /// ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "dtrace-event-name",
    code: "TL611",
    severity: Error,
    default: OFF,
    check: Event(check),
    backends: [Dtrace],
}

fn check(cx: &mut Context, event: &Event) {
    let name = cx.file.name(event);
    if event.is_disabled || !name.contains("__") {
        return;
    }
    let upper = name.to_uppercase();
    let made = upper.replace("__", "_");
    cx.report(
        event.name,
        format!("dtrace(1) names the probe's macro `QEMU_{made}`, and QEMU calls `QEMU_{upper}`"),
    )
    .help("write one underscore: a build with the dtrace backend does not compile");
}
