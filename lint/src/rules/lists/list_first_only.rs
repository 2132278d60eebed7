//! `list-first-only`

use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a pattern with `?` and without `*` in an event list that matches several events.
    ///
    /// ## Why it is wrong
    /// QEMU switches only the first of them, in the order in which they were linked.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read1(void) ""
    /// foo_read2(void) ""
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(void) { trace_foo_read1(); trace_foo_read2(); }
    /// --- debug.trace-list
    /// foo_read?
    /// ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read1(void) ""
    /// foo_read2(void) ""
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(void) { trace_foo_read1(); trace_foo_read2(); }
    /// --- debug.trace-list
    /// foo_read1
    /// foo_read2
    /// ```
    name: "list-first-only",
    code: "TL908",
    severity: Warning,
    default: ON,
    check: List(check),
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::OnlyFirst { count } = problem.kind else { continue };
        let pattern = cx.shown(problem.span);
        let message = format!("`{pattern}` switches only the first of the {count} events that it matches");
        cx.report(problem.span, message).help("only a pattern with `*` switches all that it matches");
    }
}
