//! `systemtap-argument`

use super::probed_events::probed;
use crate::model::backend::simple::parameters;
use crate::model::index::Declaration;
use crate::parse::systemtap::{Argument, Form, Point, SystemTapFile};
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;
use crate::text::plural;

declare_rule! {
    /// ## What it does
    /// Reports `$argN` in a probe of a SystemTap script, and `argN` in one of a bpftrace script, on an event of QEMU
    /// that has fewer arguments. SystemTap counts them from 1, bpftrace from 0.
    ///
    /// ## Why it is wrong
    /// stap looks for a variable of the program by that name instead, finds none, and ends with an error. What may
    /// be missing is asked for by `@defined($argN)`. bpftrace ends with an error up to 0.23; since 0.27 such an
    /// argument is 0.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(int fd) { trace_foo_read(fd); }
    /// --- scripts/foo.stp
    /// probe process("/usr/bin/qemu-system-x86_64").mark("foo_read") { printf("%d %d\n", $arg1, $arg2) }
    ///                                                                                          ^^^^^
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
    /// probe process("/usr/bin/qemu-system-x86_64").mark("foo_read") { printf("%d\n", $arg1) }
    /// ```
    name: "systemtap-argument",
    code: "TL952",
    severity: Error,
    default: ON,
    check: SystemTap(check),
}

fn check(cx: &mut TreeContext, file: &SystemTapFile) {
    for probe in file.script.probes.iter().filter(|probe| !probe.arguments.is_empty()) {
        for point in &probe.points {
            look(cx, file, point, &probe.arguments);
        }
    }
}

fn look(cx: &mut TreeContext, file: &SystemTapFile, point: &Point, arguments: &[Argument]) {
    let Some(probed) = probed(cx.index, point) else { return };
    let count = |it: &Declaration| parameters(it.file, it.event, Some(cx.era)).len();
    let most = probed.iter().map(count).max().unwrap_or(0);
    let first = probed[0];
    for argument in arguments.iter().filter(|argument| argument.number > most || argument.number == 0) {
        let counted = plural(most, "argument");
        let text = match point.is_pattern() {
            true => format!("no event that `{}` covers has more than {counted}", point.name),
            false => format!("the event `{}` has {counted}", point.name),
        };
        let shown = match point.form {
            Form::Usdt => format!("arg{}", argument.number - 1),
            _ => format!("$arg{}", argument.number),
        };
        let finding = cx.report(&file.path, argument.span, format!("there is no `{shown}`: {text}"));
        if point.form == Form::Usdt && argument.number == most + 1 && most > 0 {
            finding.help("bpftrace counts the arguments from 0");
        }
        finding.event(&*point.name);
        if !point.is_pattern() {
            finding.label_in(&first.file.path, first.event.name, "the event");
            finding.cause(&first.file.path);
        }
    }
}
