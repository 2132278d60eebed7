//! `string-not-printed`

use crate::model::backend::simple::is_simple_string;
use crate::parse::events::Event;
use crate::qemu::printf::{Amount, Format, Role, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument of the type `char *` that the format prints as a pointer, or with a length
    /// given by another argument (`%.*s`). For the backend `simple`.
    ///
    /// ## Why it is wrong
    /// It looks at the type, not at the format, and reads what it points at up to a NUL. Where none is
    /// there it reads what lies behind it, or crashes QEMU. So does `ust`, where it has a field for the argument.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_write(char *data, int size, const char *text) "data=%p text=%.*s"
    ///           ^^^^^^                ^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_write(void *data, int size) "data=%p size=%d"
    /// ```
    name: "string-not-printed",
    code: "TL622",
    severity: Info,
    default: OFF,
    check: Format(check),
    backends: [Simple],
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if event.is_disabled {
        return;
    }
    for slot in slots(format).into_iter().filter(|slot| slot.role == Role::Value) {
        let conversion = &format.conversions[slot.conversion];
        let Some(argument) = event.arguments.get(slot.argument) else { continue };
        let has_length = matches!(conversion.precision, Amount::Star | Amount::Number(_) | Amount::Dot);
        let is_unbounded = conversion.letter == b'p' || (conversion.letter == b's' && has_length);
        let ctype = cx.shown(argument.ctype_span);
        if is_unbounded && is_simple_string(&ctype) {
            let shown = cx.shown(conversion.span);
            cx.report(
                argument.ctype_span,
                format!("the backend simple reads a `{ctype}` up to a NUL, whatever `{shown}` says"),
            )
            .help("declare it as `void *`, unless a NUL ends it");
        }
    }
}
