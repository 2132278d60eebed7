//! `trace-option-replaced`

use crate::parse::command::CommandProblemKind;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a value that a later one replaces: a second `enable=`, `events=` or `file=` in one `-trace`, `file=` of
    /// a `-trace` that another `-trace` follows, and events in `-d` of an emulator of a machine that another `-d`
    /// follows, and a `--trace` of qemu-vnc that another follows.
    ///
    /// ## Why it is wrong
    /// QEMU takes the last one, and says nothing of the others: they are not even looked at. Each `-trace` adds its
    /// events to those before, but sets the file anew, also to none; only qemu-vnc takes the last `--trace` alone. `-d`
    /// of an emulator of a process adds up.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace enable=foo_*,enable=foo_read
    ///                           ^^^^^^^^^^^^
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
    /// qemu-system-x86_64 -trace enable=foo_* -trace enable=foo_read
    /// ```
    name: "trace-option-replaced",
    code: "TL927",
    severity: Warning,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        let (message, help) = match problem.kind {
            CommandProblemKind::Replaced { key } => (
                format!("a later `{key}=` of the same option replaces this"),
                "give each a `-trace` of its own",
            ),
            CommandProblemKind::FileLost => {
                ("a later `-trace` sets the file anew".to_owned(), "write `file=` in the last `-trace`")
            }
            CommandProblemKind::LogLost => (
                "a later `-d` replaces this".to_owned(),
                "write all items in one `-d`, with commas between them",
            ),
            CommandProblemKind::TraceLost => (
                "a later `--trace` of qemu-vnc replaces this".to_owned(),
                "write one pattern for all, or `events=` with a list",
            ),
            _ => continue,
        };
        cx.report(problem.span, message).help(help);
    }
}
