//! `command-dead-pattern`

use crate::model::catalogue::NameProblem;
use crate::model::catalogue::NoMatch;
use crate::parse::command::Usage;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a pattern with `*` in a command that matches no event.
    ///
    /// ## Why it is wrong
    /// Neither QEMU nor its monitor, nor lttng, says anything: nothing is traced, and QMP answers as if all were well.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- docs/watch.rst
    /// Watch it::
    ///
    ///     $ qemu-system-x86_64 --trace "foo_aio_*"
    ///                                   ^^^^^^^^^
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
    /// Watch it::
    ///
    ///     $ qemu-system-x86_64 --trace "foo_*"
    /// ```
    name: "command-dead-pattern",
    code: "TL922",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for (mention, judged) in cx.judged {
        let NameProblem::NoMatch(NoMatch::Dead { beginning }) = judged else { continue };
        let pattern = &*mention.name;
        let finding = cx.report(mention.span, format!("`{pattern}` matches no event"));
        finding.event(pattern);
        let who = if mention.usage == Usage::Probe { "the tracer" } else { "QEMU" };
        finding.help(match beginning {
            Some((beginning, 1)) => format!("{who} says nothing; one event begins with `{beginning}`"),
            Some((beginning, count)) => {
                format!("{who} says nothing; {count} events begin with `{beginning}`")
            }
            None => format!("{who} says nothing of it"),
        });
    }
}
