//! `command-unknown-event`

use crate::model::catalogue::NameProblem;
use crate::model::catalogue::NoMatch;
use crate::parse::command::Usage;
use crate::rules::context::CommandContext;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports the name of an event in a command that no event bears: behind `-trace`, `--trace` or `-T`, in
    /// `-d trace:NAME`, in `trace-event` and `info trace-events` of the human monitor, and in
    /// `trace-event-set-state` and `trace-event-get-state` of QMP; as `qemu:NAME` of lttng and
    /// `sdt_qemu:NAME` of perf. It is looked for in shell scripts, Python, JSON,
    /// YAML, makefiles, Dockerfiles, units of systemd, libvirt's XML and documentation. What may be a placeholder is not
    /// reported. A name that begins others lacks its `_*`.
    ///
    /// ## Why it is wrong
    /// For an option QEMU warns `trace event 'x' does not exist`, runs on, and ends with status 0; the monitor
    /// answers `unknown event "x"`, for a name with `?` too (trace/qmp.c: `check_events`). lttng says nothing, ends
    /// with status 0, and records nothing; only `*` makes a pattern there.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-system-x86_64 -trace foo_raed -m 1G
    ///                           ^^^^^^^^
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
    /// qemu-system-x86_64 -trace foo_read -m 1G
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the nearest name, which may not be the event that was meant.
    name: "command-unknown-event",
    code: "TL921",
    severity: Error,
    default: ON,
    check: Command(check),
    fix: Unsafe,
}

fn check(cx: &mut CommandContext) {
    for (mention, judged) in cx.judged {
        let NameProblem::NoMatch(NoMatch::Unknown { nearest }) = judged else { continue };
        let name = &*mention.name;
        let finding = cx.report(mention.span, format!("no event is named `{name}`"));
        finding.event(name);
        match nearest {
            Some(nearest) => finding.help(format!("did you mean `{nearest}`?")),
            None if mention.usage == Usage::Option => {
                finding.help("QEMU warns, switches nothing, and ends with status 0")
            }
            None if mention.usage == Usage::Probe => {
                finding.help("QEMU has no such probe: lttng ends with status 0, and records nothing")
            }
            None => finding.help("the monitor answers that the event is unknown"),
        };
        // Of a name in which something is escaped the quotes must stay in order.
        if let Some(nearest) = nearest.as_ref().filter(|_| mention.span.len() == name.len()) {
            finding.fix(Fix::new(format!("Write `{nearest}`"), false, mention.span, nearest));
        }
    }
}
