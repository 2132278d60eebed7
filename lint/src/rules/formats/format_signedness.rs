//! `format-signedness`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, HOSTS, Role, not_a_name, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a signed conversion of an unsigned argument, and the reverse.
    ///
    /// ## Why it is wrong
    /// A large unsigned number is shown as a negative one, and the reverse. gcc's
    /// `-Wformat-signedness` reports most of these, but not `%hx` of an `int`; QEMU does not ask for
    /// it, and has hundreds.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint32_t len, int ret) "len=%d ret=%u"
    ///                                      ^^
    ///                                             ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint32_t len, int ret) "len=%u ret=%d"
    /// ```
    name: "format-signedness",
    code: "TL504",
    severity: Warning,
    default: OFF,
    check: Format(check),
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if !format.is_readable() {
        return;
    }
    for slot in slots(format).iter().filter(|slot| slot.role == Role::Value) {
        let conversion = &format.conversions[slot.conversion];
        let wants_signed = matches!(conversion.letter, b'd' | b'i');
        let wants_unsigned = matches!(conversion.letter, b'o' | b'u' | b'x' | b'X');
        let Some(argument) = event.arguments.get(slot.argument) else { continue };
        let Some(ctype) = argument.ctype.filter(|_| wants_signed || wants_unsigned) else { continue };
        // Smaller types are promoted to int, which holds all their values.
        let is_small = ctype.base.rank(&HOSTS[0]).is_none_or(|rank| rank < crate::qemu::printf::Rank::Int);
        let is_unsigned = ctype.base.is_unsigned();
        if is_small || is_unsigned == wants_unsigned || !not_a_name(conversion, slot.role, ctype).is_empty() {
            continue;
        }
        let (shown, name) = (cx.shown(conversion.span), cx.shown(argument.name));
        let ctype = cx.shown(argument.ctype_span);
        let sign = if wants_signed { "a signed" } else { "an unsigned" };
        cx.report(conversion.span, format!("`{shown}` prints {sign} number, argument `{name}` is {ctype}"))
            .label(argument.span, format!("`{name}` is {ctype}"));
    }
}
