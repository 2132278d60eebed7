//! `configure-trace-backend`

use crate::parse::command::CommandProblemKind;
use crate::rules::context::CommandContext;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports configure's `--enable-trace-backend=x` in a tree of QEMU 10.0 or newer.
    ///
    /// ## Why it is wrong
    /// The option is `--enable-trace-backends`, with a list. The other one was taken for it by configure of
    /// QEMU 7.2; that of 10.0 ends with `ERROR: unknown option`. Of those between nothing is reported.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/build.sh
    /// ./configure --enable-trace-backend=simple
    ///             ^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/build.sh
    /// ./configure --enable-trace-backends=simple
    /// ```
    ///
    /// ## Fix
    /// Safe: writes the name of the option. It takes the same value.
    name: "configure-trace-backend",
    code: "TL929",
    severity: Error,
    default: ON,
    check: Command(check),
    fix: Safe,
}

fn check(cx: &mut CommandContext) {
    if cx.era.takes_trace_backend() {
        return;
    }
    for problem in
        cx.file.commands.problems.iter().filter(|problem| problem.kind == CommandProblemKind::Backend)
    {
        let finding = cx.report(problem.span, "configure has no option `--enable-trace-backend`");
        let end = Span::empty(problem.span.end as usize);
        finding.fix(Fix::new("Write `--enable-trace-backends`", true, end, "s"));
    }
}
