//! `list-undone-line`

use crate::model::catalogue::ProblemKind;
use crate::rules::context::ListContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a line of an event list all of whose events later lines switch back.
    ///
    /// ## Why it is wrong
    /// QEMU goes through the list from the top: a `-name` above a pattern that matches it does
    /// nothing.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// void foo_write(int value) { trace_foo_write(value); }
    /// --- debug.trace-list
    /// -foo_write
    /// ^^^^^^^^^^
    /// foo_*
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// void foo_write(int value) { trace_foo_write(value); }
    /// --- debug.trace-list
    /// foo_*
    /// -foo_write
    /// ```
    name: "list-undone-line",
    code: "TL911",
    severity: Warning,
    default: ON,
    check: List(check),
}

fn check(cx: &mut ListContext) {
    for problem in &cx.judged.problems {
        let ProblemKind::Undone { by } = problem.kind else { continue };
        let (line, later) = (cx.shown(problem.span), cx.shown(by));
        cx.report(problem.span, format!("`{line}` is undone further down"))
            .label(by, format!("`{later}` switches all of its events back"))
            .help("QEMU goes through the list from the top");
    }
}
