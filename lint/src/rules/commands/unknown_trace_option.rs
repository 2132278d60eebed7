//! `unknown-trace-option`

use crate::parse::command::{CommandProblemKind, NoOption};
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an option for events that the program does not have: `-T` of an emulator, `-trace` of a tool, `--trace`
    /// behind the command of qemu-img, `-TNAME` or `--tra` of qemu-vnc, or `-trace` without a value.
    ///
    /// ## Why it is wrong
    /// The program ends with status 1. Emulators have `-trace` alone, also with two dashes; tools have `-T` and `--trace`;
    /// behind the command of qemu-img `-T` is the cache mode of the source. GLib reads the options of qemu-vnc: nothing is
    /// joined with a single letter there, and nothing is abbreviated.
    ///
    /// ## Example
    /// ```tree
    /// --- block/trace-events
    /// foo_read(int value) "value=%d"
    /// --- block/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-img info --trace foo_read disk.img
    ///               ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- block/trace-events
    /// foo_read(int value) "value=%d"
    /// --- block/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-img --trace foo_read info disk.img
    /// ```
    name: "unknown-trace-option",
    code: "TL934",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        let (message, help) = match problem.kind {
            CommandProblemKind::NoOption(NoOption::Short) => {
                ("an emulator has no option `-T`", "it is `-trace` here")
            }
            CommandProblemKind::NoOption(NoOption::OneDash) => {
                ("this tool has no option `-trace`", "write `--trace`: one dash begins single letters")
            }
            CommandProblemKind::NoOption(NoOption::BehindCommand) => {
                ("no command of qemu-img has an option `--trace`", "write it before the command")
            }
            CommandProblemKind::NoOption(NoOption::CacheMode) => (
                "`-T` takes no events behind the command of qemu-img",
                "write it before the command: behind it, it is a cache mode",
            ),
            CommandProblemKind::NoOption(NoOption::JoinedLetter) => {
                ("qemu-vnc takes nothing joined with `-T`", "write `-T NAME` or `--trace=NAME`")
            }
            CommandProblemKind::NoOption(NoOption::Abbreviated) => {
                ("qemu-vnc takes no abbreviated options", "write `--trace`")
            }
            CommandProblemKind::NoValue => ("this option wants a value", "name an event, or a pattern"),
            _ => continue,
        };
        cx.report(problem.span, message).help(help);
    }
}
