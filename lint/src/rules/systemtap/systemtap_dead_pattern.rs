//! `systemtap-dead-pattern`

use super::probed_events::meant;
use crate::parse::systemtap::SystemTapFile;
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a point of a SystemTap or bpftrace script whose pattern covers no event of QEMU that has a probe.
    ///
    /// ## Why it is wrong
    /// stap and bpftrace end with an error, and run nothing of the script.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int fd) { trace_foo_read(fd); }
    /// --- scripts/foo.stp
    /// probe qemu.system.x86_64.foo_aio_* { print(pid()) }
    ///                          ^^^^^^^^^
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
    /// probe qemu.system.x86_64.foo_* { print(pid()) }
    /// ```
    name: "systemtap-dead-pattern",
    code: "TL951",
    severity: Error,
    default: ON,
    check: SystemTap(check),
}

fn check(cx: &mut TreeContext, file: &SystemTapFile) {
    let index = cx.index;
    let points = file.script.probes.iter().flat_map(|probe| &probe.points);
    for point in points.filter(|point| !point.is_optional && point.is_pattern()) {
        let Some(meant) = meant(index, point) else { continue };
        let text = match meant.is_empty() {
            true => format!("`{}` covers no event", point.name),
            false if meant.iter().all(|it| it.event.is_disabled) => {
                format!("`{}` covers only disabled events, which have no probes", point.name)
            }
            false => continue,
        };
        cx.report(&file.path, point.span, text).event(&*point.name);
    }
}
