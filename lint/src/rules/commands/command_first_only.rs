//! `command-first-only`

use crate::model::catalogue::NameProblem;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a name with `?` and without `*` behind `-trace` that matches several events.
    ///
    /// ## Why it is wrong
    /// QEMU switches the first that it comes to, and stops (trace/control.c: `do_trace_enable_events`).
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reap(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_reap(); trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace 'foo_rea?'
    ///                            ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_reap(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_reap(); trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace 'foo_rea*'
    /// ```
    name: "command-first-only",
    code: "TL930",
    severity: Warning,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for (mention, judged) in cx.judged {
        let NameProblem::OnlyFirst { count } = judged else { continue };
        let name = &*mention.name;
        let finding = cx.report(
            mention.span,
            format!("of the {count} events that `{name}` matches only one is switched"),
        );
        finding.event(name).help("a pattern for several needs a `*`");
    }
}
