//! `format-percent-n`

use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `%n`, which stores through a pointer instead of printing.
    ///
    /// ## Why it is wrong
    /// A trace must not change what it traces, and a backend may not run at all. OpenBSD's and
    /// Windows' printf refuse it.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int *count) "read%n"
    ///                           ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int count) "read %d"
    /// ```
    name: "format-percent-n",
    code: "TL314",
    severity: Warning,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for conversion in format.conversions.iter().filter(|conversion| conversion.letter == b'n') {
        let shown = cx.shown(conversion.span);
        cx.report(conversion.span, format!("`{shown}` stores through its argument"))
            .help("print the value instead");
    }
}
