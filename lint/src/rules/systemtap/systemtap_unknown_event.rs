//! `systemtap-unknown-event`

use super::probed_events::meant;
use crate::parse::systemtap::{Form, SystemTapFile};
use crate::rules::context::TreeContext;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::nearest::{MOST_GUESSES, nearest};

declare_rule! {
    /// ## What it does
    /// Reports a point of a SystemTap or bpftrace script that probes an event of QEMU which is not declared, or is
    /// disabled. Scripts that a command holds, behind `stap -e` and `bpftrace -e`, are read too.
    ///
    /// ## Why it is wrong
    /// stap and bpftrace end with an error, and run nothing of the script. Where the event need not be there, a `?`
    /// behind the point says so to stap.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int fd) { trace_foo_read(fd); }
    /// --- scripts/foo.stp
    /// probe qemu.system.x86_64.foo_raed { printf("%d\n", fd) }
    ///                          ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int fd) { trace_foo_read(fd); }
    /// --- scripts/foo.stp
    /// probe qemu.system.x86_64.foo_read { printf("%d\n", fd) }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the nearest name, which may not be the event that was meant.
    name: "systemtap-unknown-event",
    code: "TL950",
    severity: Error,
    default: ON,
    check: SystemTap(check),
    fix: Unsafe,
}

fn check(cx: &mut TreeContext, file: &SystemTapFile) {
    let index = cx.index;
    let declared: Vec<_> = index.declared_names().collect();
    let mut guesses = MOST_GUESSES;
    let points = file.script.probes.iter().flat_map(|probe| &probe.points);
    for point in points.filter(|point| !point.is_optional && !point.is_pattern()) {
        let Some(meant) = meant(index, point) else { continue };
        let name = &*point.name;
        if let Some(first) = meant.first() {
            if meant.iter().all(|it| it.event.is_disabled) {
                let finding = cx.report(
                    &file.path,
                    point.span,
                    format!("the event `{name}` is disabled: it has no probe"),
                );
                finding.event(name).label_in(&first.file.path, first.event.name, "the event");
                finding.cause(&first.file.path);
            }
            continue;
        }
        let near = declared.iter().map(|name| &**name);
        let nearest = if guesses > 0 { nearest(name, near) } else { None };
        guesses = guesses.saturating_sub(1);
        let finding = cx.report(&file.path, point.span, format!("no event is named `{name}`"));
        finding.event(name);
        match nearest {
            Some(nearest) => finding.help(format!("did you mean `{nearest}`?")).fix(Fix::new(
                format!("Write `{nearest}`"),
                false,
                point.span,
                nearest,
            )),
            None if point.form == Form::Usdt => finding.help("bpftrace ends with an error"),
            None => finding.help("write `?` behind the point where the event need not be there"),
        };
    }
}
