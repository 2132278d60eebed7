//! `command-disabled-event`

use crate::model::catalogue::NameProblem;
use crate::model::catalogue::NoMatch;
use crate::rules::context::CommandContext;
use crate::rules::disabled_event_message::disabled;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a command that switches an event with the property `disable`, or by a pattern such events alone.
    ///
    /// ## Why it is wrong
    /// The event is compiled out: it can never be switched on. For an option QEMU warns that it `is not
    /// traceable`, of a pattern it says nothing. The human monitor says nothing at all, since it asks for unavailable
    /// events to be ignored (trace/trace-hmp-cmds.c: `hmp_trace_event`); QMP answers that it `is disabled`.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// disable foo_tick(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_tick(); trace_foo_read(value); }
    /// --- scripts/watch.py
    /// vm.add_args('-trace', 'foo_read')
    /// vm.qmp('human-monitor-command', command_line='trace-event foo_tick on')
    ///                                                           ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_tick(void) ""
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_tick(); trace_foo_read(value); }
    /// --- scripts/watch.py
    /// vm.add_args('-trace', 'foo_read')
    /// vm.qmp('human-monitor-command', command_line='trace-event foo_tick on')
    /// ```
    name: "command-disabled-event",
    code: "TL923",
    severity: Error,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for (mention, judged) in cx.judged {
        let NameProblem::NoMatch(NoMatch::Disabled { count, is_pattern }) = judged else { continue };
        let name = &*mention.name;
        let finding = cx.report(mention.span, disabled(name, *count, *is_pattern));
        finding.event(name).help("take `disable` from its declaration, and build QEMU again");
    }
}
