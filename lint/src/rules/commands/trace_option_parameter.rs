//! `trace-option-parameter`

use crate::parse::command::CommandProblemKind;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a parameter that `-trace` has not: a second name behind a comma, or a key other than `enable`,
    /// `events` and `file`; and `-trace=x` of an emulator, which takes its values as words of their own.
    ///
    /// ## Why it is wrong
    /// QEMU ends with status 1: `Invalid parameter` (trace/control.c: `qemu_trace_opts`), or `invalid option`
    /// (system/vl.c: `lookup_opt`). In a file for `-readconfig` the keys of `[trace]` are checked in the same way, and
    /// their values are ignored: nothing is traced.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace foo_*,bar_read
    ///                                 ^^^^^^^^
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
    /// qemu-system-x86_64 -trace foo_* -trace foo_read
    /// ```
    name: "trace-option-parameter",
    code: "TL926",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        match &problem.kind {
            CommandProblemKind::Parameter { name, is_bare } => {
                let finding = cx.report(problem.span, format!("`-trace` has no parameter `{name}`"));
                finding.help(match is_bare {
                    true => "QEMU refuses it: give each name a `-trace` of its own",
                    false => "QEMU refuses it: there are `enable`, `events` and `file`",
                });
            }
            CommandProblemKind::Joined => {
                let finding = cx.report(problem.span, "QEMU knows no option of this name");
                finding.help("the value is a word of its own: `-trace NAME`");
            }
            _ => {}
        }
    }
}
