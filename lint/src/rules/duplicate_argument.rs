//! `duplicate-argument`

use crate::event::Event;
use crate::rule::*;

declare_rule! {
    /// ## What it does
    /// Reports two arguments of one name.
    ///
    /// ## Why it is wrong
    /// tracetool accepts them; the C function that it writes does not compile.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_copy(int fd, int fd) "%d to %d"
    ///                      ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_copy(int from, int to) "%d to %d"
    /// ```
    "duplicate-argument", "TL107", Error, ON, Check::Event(check)
}

fn check(cx: &mut Context, event: &Event) {
    for (index, argument) in event.arguments.iter().enumerate() {
        let name = cx.file.bytes(argument.name);
        let first = event.arguments[..index].iter().find(|other| cx.file.bytes(other.name) == name);
        let Some(first) = first.filter(|_| !name.is_empty()) else { continue };
        cx.report(argument.name, format!("two arguments are named `{}`", cx.shown(argument.name)))
            .label(first.name, "first here");
    }
}
