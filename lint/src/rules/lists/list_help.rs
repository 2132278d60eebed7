//! `list-help`

use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a line of an event list that is `help` or `?`.
    ///
    /// ## Why it is wrong
    /// QEMU prints the names of all events, and ends with status 0 without starting a machine.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- debug.trace-list
    /// help
    /// ^^^^
    /// foo_read
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- debug.trace-list
    /// # help
    /// foo_read
    /// ```
    name: "list-help",
    code: "TL910",
    severity: Error,
    default: ON,
    check: List(check),
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        if problem.kind != ProblemKind::Help {
            continue;
        }
        let word = cx.shown(problem.span);
        cx.report(problem.span, format!("at `{word}` QEMU prints the names of all events, and ends"))
            .help("no machine is started");
    }
}
