//! `format-too-many-arguments`

use super::format_too_few_arguments::countable;
use crate::parse::events::Event;
use crate::qemu::printf::{Format, fitting, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an argument that no conversion of the format prints.
    ///
    /// ## Why it is wrong
    /// The value does not reach the log; the compiler (`-Wformat-extra-args`) refuses it. An
    /// event without a format prints nothing, so it must have no arguments.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_copy(int from, int to) "from=%d"
    ///                    ^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_copy(int from, int to) "from=%d to=%d"
    /// ```
    name: "format-too-many-arguments",
    code: "TL302",
    severity: Error,
    default: ON,
    check: Format(check),
    is_about_format: true,
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    let hosts = countable(format);
    if hosts.is_empty() {
        return;
    }
    let used = slots(format).iter().map(|slot| slot.argument + 1).max().unwrap_or(0);
    for argument in event.arguments.iter().skip(used) {
        let name = cx.shown(argument.name);
        let is_missing = event.format.is_none();
        let message = match is_missing {
            true => format!("the argument `{name}` is not printed: the event has no format"),
            false => format!("the argument `{name}` is not printed: no conversion is left for it"),
        };
        let finding = cx.report(argument.span, message);
        finding.hosts(hosts);
        if let Some(ctype) = argument.ctype {
            let spelling = fitting(ctype, if ctype.pointer.is_some() { b'p' } else { b'd' });
            finding.help(format!("`{}` would print it", spelling.quoted("")));
        }
        if !is_missing {
            finding.label(format.span, "the format");
        }
    }
}
