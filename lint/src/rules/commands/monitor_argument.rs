//! `monitor-argument`

use crate::parse::command::{Argument, CommandProblemKind};
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports arguments that QMP refuses in `trace-event-set-state` and `trace-event-get-state`: one that is missing, of
    /// another type, or of a name that there is not; other commands that begin with `trace-`; and `trace-event` of the human
    /// monitor without `on` or `off`.
    ///
    /// ## Why it is wrong
    /// The command answers with an error, and nothing is switched. `vcpu` is refused since QEMU 9.1.
    /// The QMP of qemu-storage-daemon has none of these commands: it answers `CommandNotFound`.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- tests/watch.json
    /// {"execute": "trace-event-set-state", "arguments": {"name": "foo_read", "enable": "true"}}
    ///                                                                                   ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- tests/watch.json
    /// {"execute": "trace-event-set-state", "arguments": {"name": "foo_read", "enable": true}}
    /// ```
    name: "monitor-argument",
    code: "TL936",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        let CommandProblemKind::Argument(argument) = &problem.kind else { continue };
        let (message, help) = match argument {
            Argument::Missing { key } => (format!("the argument `{key}` is missing"), None),
            Argument::Type { key, expected } => (format!("`{key}` must be a {expected}"), None),
            Argument::Unknown { key, instead } => (
                format!("the command has no argument `{key}`"),
                instead.map(|it| format!("did you mean `{it}`?")),
            ),
            Argument::Vcpu if cx.era.refuses_vcpu() => {
                ("the argument `vcpu` is refused since QEMU 9.1".to_owned(), Some("leave it out".to_owned()))
            }
            Argument::Vcpu => continue,
            Argument::Command => (
                "QMP has no command of this name".to_owned(),
                Some("there are `trace-event-get-state` and `trace-event-set-state`".to_owned()),
            ),
            Argument::OnOff => ("`trace-event` wants `on` or `off` behind the name".to_owned(), None),
        };
        let finding = cx.report(problem.span, message);
        finding.help(help.unwrap_or_else(|| "the monitor refuses the command".to_owned()));
    }
}
