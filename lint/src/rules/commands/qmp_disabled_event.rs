//! `qmp-disabled-event`

use crate::model::catalogue::NameProblem;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a pattern in QMP's `trace-event-set-state` that matches a `disable`d event beside others, without
    /// `"ignore-unavailable": true`.
    ///
    /// ## Why it is wrong
    /// QMP refuses it as a whole, `event "x" is disabled`, and switches none of the others (trace/qmp.c:
    /// `check_events`).
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// disable foo_tick(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_tick(); trace_foo_read(value); }
    /// --- scripts/watch.json
    /// { "execute": "trace-event-set-state",
    ///   "arguments": { "name": "foo_*", "enable": true } }
    ///                           ^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// disable foo_tick(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_tick(); trace_foo_read(value); }
    /// --- scripts/watch.json
    /// { "execute": "trace-event-set-state",
    ///   "arguments": { "name": "foo_*", "enable": true, "ignore-unavailable": true } }
    /// ```
    name: "qmp-disabled-event",
    code: "TL924",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for (mention, judged) in cx.judged {
        let NameProblem::Refused { first, count } = judged else { continue };
        let pattern = &*mention.name;
        let message = match count {
            1 => format!("QMP refuses `{pattern}`: it covers `{first}`, which is disabled"),
            _ => format!("QMP refuses `{pattern}`: it covers {count} disabled events, `{first}` among them"),
        };
        let finding = cx.report(mention.span, message);
        finding.event(pattern).help("add `\"ignore-unavailable\": true` to the arguments");
    }
}
