//! `list-disabled-event`

use crate::model::catalogue::NoMatch;
use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::disabled_event_message::disabled;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an event list that names an event with the property `disable`, or has a pattern
    /// that matches such events alone.
    ///
    /// ## Why it is wrong
    /// The event is compiled out: it can never be switched on. For a name QEMU warns that it `is
    /// not traceable`, for a pattern it says nothing.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// disable foo_tick(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_tick(); trace_foo_read(value); }
    /// --- debug.trace-list
    /// foo_read
    /// foo_tick
    /// ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_tick(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_tick(); trace_foo_read(value); }
    /// --- debug.trace-list
    /// foo_read
    /// foo_tick
    /// ```
    name: "list-disabled-event",
    code: "TL903",
    severity: Error,
    default: ON,
    check: List(check),
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::NoMatch(NoMatch::Disabled { count, is_pattern }) = problem.kind else { continue };
        let name = cx.shown(problem.span);
        let finding = cx.report(problem.span, disabled(&name, count, is_pattern));
        finding.event(name).help("take `disable` from its declaration, and build QEMU again");
    }
}
