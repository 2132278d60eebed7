//! `too-many-arguments`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an event with more than ten arguments.
    ///
    /// ## Why it is wrong
    /// tracetool (since QEMU 2.10) stops: LTTng's and DTrace's probes take no more than ten.
    name: "too-many-arguments",
    code: "TL104",
    severity: Error,
    default: ON,
    check: Event(check),
    stops_tracetool: true,
}

/// The most that UST's tracepoints take.
const MOST: usize = 10;

fn check(cx: &mut Context, event: &Event) {
    let Some(eleventh) = event.arguments.get(MOST) else { return };
    if cx.era.limits_arguments() {
        let message = format!("{} arguments, and an event can have {MOST}", event.arguments.len());
        cx.report(eleventh.span.to(event.arguments[event.arguments.len() - 1].span), message)
            .help("split the event in two, or leave out what other events tell");
    }
}
