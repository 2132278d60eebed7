//! `stap-name`

use crate::model::backend::words::breaks_stap;
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument with the name `private`, a keyword of SystemTap that tracetool does not know.
    /// For the tapsets, which a build with the backend `dtrace` installs.
    ///
    /// ## Why it is wrong
    /// To each other keyword tracetool adds an underscore; this one it copies. SystemTap refuses the
    /// whole file: no event at all can be traced through it.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_open(int private) "private=%d"
    ///              ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_open(int is_private) "is_private=%d"
    /// ```
    name: "stap-name",
    code: "TL614",
    severity: Error,
    default: OFF,
    check: Event(check),
    backends: [Dtrace, LogStap, SimpletraceStap],
}

fn check(cx: &mut Context, event: &Event) {
    for argument in event.arguments.iter().filter(|_| !event.is_disabled) {
        let name = cx.shown(argument.name);
        if breaks_stap(&name) {
            cx.report(argument.name, format!("`{name}` is a keyword of SystemTap: the tapsets are refused"))
                .help("choose another name");
        }
    }
}
