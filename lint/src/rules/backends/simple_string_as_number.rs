//! `simple-string-as-number`

use crate::model::backend::simple::is_simple_string;
use crate::model::backend::strings::letters;
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a string, printed by `%s`, whose type is none of `const char *`, `const char*`, `char *`
    /// and `char*` as they stand here: `char const *`, `uint8_t *`, two blanks. For the backend `simple`
    /// and the tapset `simpletrace-stap`.
    ///
    /// ## Why it is wrong
    /// The backend looks at the spelling of the type, not at the format: it records the address, where
    /// the log backend prints the text.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_open(char const *name, uint8_t *label) "name=%s label=%s"
    ///          ^^^^^^^^^^^^      ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_open(const char *name, const char *label) "name=%s label=%s"
    /// ```
    name: "simple-string-as-number",
    code: "TL621",
    severity: Warning,
    default: OFF,
    check: Event(check),
    backends: [Simple, SimpletraceStap],
}

fn check(cx: &mut Context, event: &Event) {
    if event.is_disabled || event.is_broken {
        return;
    }
    for (index, argument) in event.arguments.iter().enumerate() {
        let ctype = cx.shown(argument.ctype_span);
        let is_string = argument.ctype.is_some_and(|ctype| ctype.is_string());
        if is_string && !is_simple_string(&ctype) && letters(event, index).any(|letter| letter == b's') {
            cx.report(
                argument.ctype_span,
                format!("the simple backend records the address, not the text, of a `{ctype}`"),
            )
            .help("write `const char *`");
        }
    }
}
