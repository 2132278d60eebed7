//! `systemtap-string`

use super::probed_events::probed;
use crate::model::backend::simple::{Kind, parameters};
use crate::model::backend::words::in_stap;
use crate::parse::systemtap::{Point, SystemTapFile, Variable};
use crate::rules::context::TreeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument of an event that a SystemTap script uses as a string: under `%s`, beside `.`, compared
    /// with a text, or given to `strlen` and the like.
    ///
    /// ## Why it is wrong
    /// The variables of a tapset and `$arg1` are numbers: a `char *` is an address. stap ends with `type mismatch`,
    /// and names a line of the tapset, not of the script.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_open(const char *name, int fd) "name=%s fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_open(const char *name, int fd) { trace_foo_open(name, fd); }
    /// --- scripts/foo.stp
    /// probe qemu.system.x86_64.foo_open { printf("%s %d\n", name, fd) }
    ///                                                       ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_open(const char *name, int fd) "name=%s fd=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_open(const char *name, int fd) { trace_foo_open(name, fd); }
    /// --- scripts/foo.stp
    /// probe qemu.system.x86_64.foo_open { printf("%s %d\n", user_string(name), fd) }
    /// ```
    name: "systemtap-string",
    code: "TL954",
    severity: Error,
    default: ON,
    check: SystemTap(check),
}

fn check(cx: &mut TreeContext, file: &SystemTapFile) {
    for probe in file.script.probes.iter().filter(|probe| !probe.strings.is_empty()) {
        for used in &probe.strings {
            let mut kinds = probe.points.iter().filter_map(|point| kind(cx, point, used));
            let Some(kind) = kinds.next() else { continue };
            let name = &used.name;
            let (text, help) = match kind {
                Kind::String => {
                    (format!("`{name}` is an address, not a string"), format!("write `user_string({name})`"))
                }
                _ => (format!("`{name}` is a number, not a string"), "write `%d` for a number".to_owned()),
            };
            cx.report(&file.path, used.span, text).help(help);
        }
    }
}

/// What a variable is of an event that a point means, if it is one of its arguments.
fn kind(cx: &TreeContext, point: &Point, used: &Variable) -> Option<Kind> {
    let probed = probed(cx.index, point)?;
    let number: Option<usize> = used.name.strip_prefix("$arg").and_then(|digits| digits.parse().ok());
    probed.iter().find_map(|it| {
        let parameters = parameters(it.file, it.event, Some(cx.era));
        let mut of_tapset = parameters.iter().filter(|_| point.form.has_variables());
        match number {
            Some(number) => parameters.get(number.checked_sub(1)?).map(|parameter| parameter.kind),
            None => of_tapset
                .find(|parameter| in_stap(&parameter.name) == *used.name)
                .map(|parameter| parameter.kind),
        }
    })
}
