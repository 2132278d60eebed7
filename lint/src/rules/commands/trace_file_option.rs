//! `trace-file-option`

use crate::parse::command::CommandProblemKind;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports the option `-trace-file`.
    ///
    /// ## Why it is wrong
    /// There is none: QEMU ends with status 1, `invalid option`. `trace-file` is a command of the human monitor,
    /// where the simple backend is built in.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace foo_read -trace-file out.trace
    ///                                    ^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace foo_read,file=out.trace
    /// ```
    name: "trace-file-option",
    code: "TL928",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in
        cx.file.commands.problems.iter().filter(|problem| problem.kind == CommandProblemKind::TraceFile)
    {
        let finding = cx.report(problem.span, "QEMU has no option `-trace-file`");
        finding.help("write `-trace NAME,file=FILE`");
    }
}
