//! `ust-lost-field`

use crate::model::backend::lttng::{Loss, fields_of};
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument that the backend `ust` does not record: because tracetool finds fewer
    /// conversions in the format than there are arguments, or because it has no field for `char`,
    /// `signed char` and `short`.
    ///
    /// ## Why it is wrong
    /// LTTng gets a field for each match of `%[\d\.]*\w+|%.*?PRI\S+`. Flags (`%-4d`, `%#x`) and `*` match
    /// nothing, and a macro without a blank behind it takes in what follows, with further conversions.
    /// The last arguments are then lost without a word.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t from, uint64_t to, short unit) "0x%"PRIx64"-0x%"PRIx64" unit %d"
    ///                                      ^^^^^^^^^^
    /// foo_mode(int mode, int old) "mode=%#x old=%#x"
    ///          ^^^^^^^^  ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t from, uint64_t to, int unit) "0x%" PRIx64 "-0x%" PRIx64 " unit %d"
    /// foo_mode(int mode, int old) "mode=0x%x old=0x%x"
    /// ```
    name: "ust-lost-field",
    code: "TL651",
    severity: Warning,
    default: OFF,
    check: Event(check),
    backends: [Ust],
}

fn check(cx: &mut Context, event: &Event) {
    if event.is_disabled || event.is_broken {
        return;
    }
    let fields = fields_of(cx.file, event);
    for (argument, field) in event.arguments.iter().zip(fields) {
        let name = cx.shown(argument.name);
        let (why, help) = match field {
            Ok(_) => continue,
            Err(Loss::NoMatch) => (
                "tracetool finds fewer conversions in the format than there are arguments".to_owned(),
                "write no flags and no `*`, and a blank behind each macro",
            ),
            Err(Loss::NoBranch) => {
                let ctype = cx.shown(argument.ctype_span);
                (format!("tracetool has no field for the type `{ctype}`"), "declare it as `int`")
            }
        };
        cx.report(argument.span, format!("LTTng does not record `{name}`: {why}")).help(help);
    }
}
