//! `format-narrow-macro`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, HOSTS, MacroFamily, Rank, Role, Width, not_a_name, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `PRI?8` or `PRI?16` for an argument that is wider than the macro. Off unless it is selected.
    ///
    /// ## Why it is wrong
    /// The macro was empty in glibc up to 2.42, as it is in musl and on most other hosts, and is `hh` or `h`
    /// since glibc 2.43, on NetBSD and on macOS: of an `int` 0x12345 `PRIx16` prints 0x12345 here and 0x2345
    /// there.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int vector) "vector=0x%" PRIx16
    ///                                ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int vector) "vector=0x%x"
    /// ```
    name: "format-narrow-macro",
    code: "TL506",
    severity: Info,
    default: OFF,
    check: Format(check),
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if !format.is_readable() {
        return;
    }
    for slot in slots(format).iter().filter(|slot| slot.role == Role::Value) {
        let conversion = &format.conversions[slot.conversion];
        let Some(ending) = conversion.ending.filter(|it| it.family == MacroFamily::Pri) else { continue };
        let width = match ending.width {
            Width::W8 => Rank::Char,
            Width::W16 => Rank::Short,
            _ => continue,
        };
        let Some(argument) = event.arguments.get(slot.argument) else { continue };
        let Some(ctype) = argument.ctype.filter(|ctype| ctype.pointer.is_none()) else { continue };
        let is_wider = ctype.base.rank(&HOSTS[0]).is_some_and(|rank| rank > width);
        if is_wider && not_a_name(conversion, slot.role, ctype).is_empty() {
            let (shown, name) = (cx.shown(conversion.span), cx.shown(argument.name));
            let ctype = cx.shown(argument.ctype_span);
            let message =
                format!("`{shown}` is narrower than `{name}`, which is {ctype}: hosts print other numbers");
            cx.report(conversion.span, message).help("write the conversion of the type");
        }
    }
}
