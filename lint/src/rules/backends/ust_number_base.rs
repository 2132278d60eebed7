//! `ust-number-base`

use crate::model::backend::lttng::other_bases;
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a number that LTTng (the backend `ust`) shows in hexadecimal while the format prints it in
    /// decimal, or the other way round. Off unless it is selected.
    ///
    /// ## Why it is wrong
    /// tracetool looks for an `x` in the part of the format that it takes for the conversion: text behind
    /// the letter counts, `PRIx64` behind a width and `%X` do not. The log says 640, LTTng says 0x280.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_size(int width, int height) "%dx%d"
    ///              ^^^^^
    /// foo_read(uint64_t addr, unsigned mode) "addr=0x%016" PRIx64 " mode=0x%X"
    ///                   ^^^^           ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_size(int width, int height) "%d x %d"
    /// foo_read(uint64_t addr, unsigned mode) "addr=0x%" PRIx64 " mode=0x%x"
    /// ```
    name: "ust-number-base",
    code: "TL653",
    severity: Info,
    default: OFF,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    if event.is_disabled || event.is_broken {
        return;
    }
    for (index, text) in other_bases(cx.file, event) {
        cx.report(event.arguments[index].name, text);
    }
}
