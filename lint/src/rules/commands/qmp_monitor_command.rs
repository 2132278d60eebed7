//! `qmp-monitor-command`

use crate::parse::command::CommandProblemKind;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a command of the human monitor that is sent as one of QMP: `info trace-events`, `trace-event`,
    /// `trace-file`.
    ///
    /// ## Why it is wrong
    /// QMP has no command of this name: it answers `CommandNotFound`.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- docs/watch.rst
    /// Ask for them::
    ///
    ///     { "execute": "info trace-events" }
    ///                   ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- docs/watch.rst
    /// Ask for them::
    ///
    ///     { "execute": "trace-event-get-state", "arguments": { "name": "foo_*" } }
    /// ```
    name: "qmp-monitor-command",
    code: "TL925",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        let CommandProblemKind::Monitor { command, instead } = &problem.kind else { continue };
        let finding = cx.report(problem.span, format!("`{command}` is no command of QMP"));
        finding.help(format!("QMP has `{instead}`"));
    }
}
