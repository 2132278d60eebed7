//! `tcg-single-format`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an event of the property `tcg` that has not two formats divided by a comma (QEMU 2.6 to 6.2).
    ///
    /// ## Why it is wrong
    /// Such a line declares two events: the first format is that of `NAME_trans`, which has the native arguments
    /// alone, the second that of `NAME_exec`, which has all: `"info=%d", "vaddr=0x%016"PRIx64" info=%d"`. tracetool
    /// stops with `Events with 'tcg' property must have two formats`.
    name: "tcg-single-format",
    code: "TL011",
    severity: Error,
    default: ON,
    check: Event(check),
    stops_tracetool: true,
}

fn check(cx: &mut Context, event: &Event) {
    if !cx.era.wants_two_formats() || event.half.is_some() || event.is_broken {
        return;
    }
    if let Some(&property) = event.properties.iter().find(|property| cx.file.bytes(**property) == b"tcg") {
        cx.report(property, "an event of the property `tcg` needs two formats, found one")
            .help("write that of the native arguments, a comma, and that of all arguments");
    }
}
