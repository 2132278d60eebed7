//! `list-unknown-event`

use crate::model::catalogue::NoMatch;
use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a name in an event list that no event bears: none that the tree's trace-events files
    /// declare, that QEMU generates for a command of its QAPI schema, or that the files of
    /// `--events` name. So too a pattern with `?` and no `*` that matches none.
    ///
    /// ## Why it is wrong
    /// QEMU warns `trace event 'x' does not exist`, runs on, and ends with status 0: the event that
    /// was meant is not in the trace.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- debug.trace-list
    /// foo_raed
    /// ^^^^^^^^
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
    /// foo_read
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the nearest name, which may not be the event that was meant.
    name: "list-unknown-event",
    code: "TL901",
    severity: Error,
    default: ON,
    check: List(check),
    fix: Unsafe,
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::NoMatch(NoMatch::Unknown { nearest }) = &problem.kind else { continue };
        let name = cx.shown(problem.span);
        let finding = cx.report(problem.span, format!("no event is named `{name}`"));
        finding.event(name);
        match nearest {
            Some(nearest) => finding.help(format!("did you mean `{nearest}`?")).fix(Fix::new(
                format!("Write `{nearest}`"),
                false,
                problem.span,
                nearest,
            )),
            None => finding.help("QEMU warns, switches nothing, and ends with status 0"),
        };
    }
}
