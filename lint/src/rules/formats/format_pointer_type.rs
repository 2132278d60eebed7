//! `format-pointer-type`

use crate::parse::events::Event;
use crate::qemu::printf::{Base, Format, Role, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `%p` of a pointer that is neither `void *` nor `char *`.
    ///
    /// ## Why it is wrong
    /// C11 7.21.6.1 asks for a pointer to void; the compiler's `-Wformat-pedantic` reports the
    /// same. No host that QEMU builds on minds.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint32_t *reg) "reg=%p"
    ///                              ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(void *reg) "reg=%p"
    /// ```
    name: "format-pointer-type",
    code: "TL505",
    severity: Warning,
    default: OFF,
    check: Format(check),
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    for slot in slots(format).iter().filter(|slot| slot.role == Role::Value) {
        let conversion = &format.conversions[slot.conversion];
        let Some(argument) = event.arguments.get(slot.argument).filter(|_| conversion.letter == b'p') else {
            continue;
        };
        let Some(ctype) = argument.ctype else { continue };
        let Some(pointer) = ctype.pointer else { continue };
        let is_plain = ctype.is_string() || (ctype.base == Base::Void && pointer.stars == 1);
        if !is_plain {
            let (name, written) = (cx.shown(argument.name), cx.shown(argument.ctype_span));
            cx.report(conversion.span, format!("`%p` wants void *, argument `{name}` is {written}"))
                .help("declare the argument as `void *`")
                .label(argument.span, format!("`{name}` is {written}"));
        }
    }
}
