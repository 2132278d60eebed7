//! `duplicate-argument`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;
use rustc_hash::FxHashMap;

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
    name: "duplicate-argument",
    code: "TL107",
    severity: Error,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    if event.arguments.len() < 2 {
        return;
    }
    let file = cx.file;
    let mut seen: FxHashMap<&[u8], Span> = FxHashMap::default();
    for argument in event.arguments.iter().filter(|argument| !argument.name.is_empty()) {
        let Some(&first) = seen.get(file.bytes(argument.name)) else {
            seen.insert(file.bytes(argument.name), argument.name);
            continue;
        };
        cx.report(argument.name, format!("two arguments are named `{}`", cx.shown(argument.name)))
            .label(first, "first here");
    }
}
