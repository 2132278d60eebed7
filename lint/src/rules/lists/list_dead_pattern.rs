//! `list-dead-pattern`

use crate::model::catalogue::NoMatch;
use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a pattern with `*` in an event list that matches no event.
    ///
    /// ## Why it is wrong
    /// QEMU says nothing, and traces nothing.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- debug.trace-list
    /// foo_aio_*
    /// ^^^^^^^^^
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
    /// foo_*
    /// ```
    name: "list-dead-pattern",
    code: "TL902",
    severity: Error,
    default: ON,
    check: List(check),
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::NoMatch(NoMatch::Dead { beginning }) = &problem.kind else { continue };
        let pattern = cx.shown(problem.span);
        let finding = cx.report(problem.span, format!("`{pattern}` matches no event"));
        finding.event(pattern);
        finding.help(match beginning {
            Some((beginning, 1)) => format!("QEMU says nothing; one event begins with `{beginning}`"),
            Some((beginning, count)) => format!("QEMU says nothing; {count} events begin with `{beginning}`"),
            None => "QEMU says nothing of it".into(),
        });
    }
}
