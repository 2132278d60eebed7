//! `format-flag`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, describe, flag_misuse, invalid};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a flag, a width or a precision that has no meaning with its conversion.
    ///
    /// ## Why it is wrong
    /// What printf does is undefined, or the flag is ignored; the compiler (`-Wformat`,
    /// C11 7.21.6.1) refuses it. What gcc alone refuses is reported for the hosts it builds for.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(void *s, const char *name) "s=%016p name=%08s"
    ///                                        ^^^^^
    ///                                                   ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(void *s, const char *name) "s=%p name=%8s"
    /// ```
    name: "format-flag",
    code: "TL306",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    let all = cx.era.hosts();
    for conversion in &format.conversions {
        if conversion.letter == 0 || invalid(conversion).contains(all) {
            continue;
        }
        let Some((misuse, hosts)) = flag_misuse(conversion) else { continue };
        let hosts = hosts.intersection(all);
        if hosts.is_empty() {
            continue;
        }
        let shown = cx.shown(conversion.span);
        let scope =
            if hosts == all { String::new() } else { format!(" (an error on {})", describe(hosts, all)) };
        cx.report(conversion.span, format!("`{shown}`: {misuse}{scope}")).hosts(hosts);
    }
}
