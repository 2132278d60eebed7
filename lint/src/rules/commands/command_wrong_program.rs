//! `command-wrong-program`

use crate::model::catalogue::NameProblem;
use crate::parse::command::Taker;
use crate::rules::context::CommandContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an event, or a pattern of events, that is given to a program which has none of them: those of devices and
    /// machines to a tool such as qemu-img, or to an emulator of a process such as qemu-x86_64; those of qemu-vnc to
    /// another program.
    ///
    /// ## Why it is wrong
    /// Each program has the events of some folders alone. A tool has those of authz, block, crypto, io, nbd, qapi, qom,
    /// scsi, util and the root. It ends with status 0, and nothing is traced.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int value) { trace_foo_read(value); }
    /// --- scripts/watch.sh
    /// qemu-img -T foo_read info disk.img
    ///             ^^^^^^^^
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
    /// qemu-system-x86_64 -trace foo_read
    /// ```
    name: "command-wrong-program",
    code: "TL937",
    severity: Warning,
    default: ON,
    check: Command(check),
}

fn check(cx: &mut CommandContext) {
    for (mention, judged) in cx.judged {
        if *judged != NameProblem::Elsewhere {
            continue;
        }
        let name = &*mention.name;
        let program = match mention.taker {
            Taker::User => "an emulator of a process",
            Taker::Machine => "an emulator of a machine",
            Taker::Daemon => "qemu-storage-daemon",
            Taker::Vnc => "qemu-vnc",
            Taker::Tool | Taker::Any => "this tool",
        };
        let finding = cx.report(mention.span, format!("{program} has no event `{name}`"));
        finding.event(name).help("other programs of QEMU have it");
    }
}
