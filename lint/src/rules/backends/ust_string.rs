//! `ust-string`

use crate::model::backend::strings::{is_lttng_string, letters};
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a string, printed by `%s`, that the backend `ust` records as an address, and what is no
    /// string and that it records as one. It takes for strings the types with `char *` or `char*` in
    /// them.
    ///
    /// ## Why it is wrong
    /// `char const *` and `uint8_t *` lose their text. Of a `char **` LTTng copies the bytes of the
    /// addresses, up to a zero.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_open(char const *name, uint8_t *label) "name=%s label=%s"
    ///          ^^^^^^^^^^^^      ^^^^^^^^^
    /// foo_list(char **names) "names=%p"
    ///          ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_open(const char *name, const char *label) "name=%s label=%s"
    /// foo_list(void *names) "names=%p"
    /// ```
    name: "ust-string",
    code: "TL652",
    severity: Warning,
    default: OFF,
    check: Event(check),
    backends: [Ust],
}

fn check(cx: &mut Context, event: &Event) {
    if event.is_disabled || event.is_broken {
        return;
    }
    for (index, argument) in event.arguments.iter().enumerate() {
        let Some(ctype) = argument.ctype else { continue };
        let shown = cx.shown(argument.ctype_span);
        let is_recorded = is_lttng_string(&shown);
        if ctype.is_string() && !is_recorded && letters(event, index).any(|letter| letter == b's') {
            cx.report(
                argument.ctype_span,
                format!("LTTng records the address, not the text, of a `{shown}`"),
            )
            .help("write `const char *`");
        } else if is_recorded && ctype.pointer.is_some_and(|pointer| pointer.stars > 1) {
            cx.report(
                argument.ctype_span,
                format!("LTTng records the bytes of addresses as the text of a `{shown}`"),
            )
            .help("write `void *`");
        }
    }
}
