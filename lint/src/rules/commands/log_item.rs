//! `log-item`

use crate::parse::command::{CommandProblemKind, LogItem};
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an item of `-d`, or of `log` of the human monitor, that QEMU does not know: a second event without its own
    /// `trace:`, a blank behind a comma, `trace:` without a name, `trace=NAME`.
    ///
    /// ## Why it is wrong
    /// QEMU prints the list of items and ends with status 1 (util/log.c: `qemu_str_to_log_mask`); the monitor prints its
    /// help. Events that stand before the wrong item are not traced either.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -d trace:foo_read,foo_write
    ///                                      ^^^^^^^^^
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
    /// qemu-system-x86_64 -d trace:foo_read,trace:foo_re*
    /// ```
    name: "log-item",
    code: "TL933",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for problem in &cx.file.commands.problems {
        let CommandProblemKind::LogItem(why) = problem.kind else { continue };
        let (message, help) = match why {
            LogItem::Unknown => ("`-d` has no item of this name", "QEMU lists the items for `-d help`"),
            LogItem::Bare => ("an event in `-d` lacks its `trace:`", "write `trace:` before each event"),
            LogItem::Blank => ("blanks in `-d` are a part of the item", "leave no blank at the comma"),
            LogItem::Empty => ("`trace:` names no event", "QEMU takes it for an unknown item"),
            LogItem::PerThread if !cx.era.logs_each_thread() => continue,
            LogItem::PerThread => (
                "`tid`, which is among `all`, wants a file for each thread",
                "name it with `-D` and a `%d` in it, or list the items",
            ),
            LogItem::Equals => ("`-d` has no item `trace=`", "write `trace:` and the event"),
        };
        cx.report(problem.span, message).help(help);
    }
}
