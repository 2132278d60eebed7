//! `format-too-few-arguments`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, HostSet, Role, invalid, is_positional, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a conversion for which the event has no argument.
    ///
    /// ## Why it is wrong
    /// printf takes whatever lies on the stack; the compiler (`-Wformat`) refuses it.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_copy(int from) "%d to %d, 100% done"
    ///                           ^^
    ///                                  ^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_copy(int from, int to) "%d to %d, 100%% done"
    /// ```
    name: "format-too-few-arguments",
    code: "TL301",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    let hosts = countable(format);
    if hosts.is_empty() {
        return;
    }
    let count = event.arguments.len();
    for slot in slots(format).iter().filter(|slot| slot.argument >= count) {
        let conversion = &format.conversions[slot.conversion];
        let shown = cx.shown(conversion.span);
        let part = match slot.role {
            Role::Width => " for the width `*`",
            Role::Precision => " for the precision `*`",
            Role::Value => "",
        };
        let has = match count {
            0 => "none".to_owned(),
            1 => "one".to_owned(),
            count => count.to_string(),
        };
        let wants = slot.argument + 1;
        let finding = cx.report(
            conversion.span,
            format!("`{shown}` wants argument {wants}{part}, and the event has {has}"),
        );
        finding.hosts(hosts);
        if shown.starts_with("% ") {
            finding.help("a percent sign is written `%%`");
        }
    }
}

/// The hosts on which every conversion is one, so that the arguments they take can be counted.
pub(super) fn countable(format: &Format) -> HostSet {
    if !format.is_readable() || is_positional(format) {
        return HostSet::NONE;
    }
    let invalid = format.conversions.iter().map(invalid).fold(HostSet::NONE, HostSet::union);
    invalid.complement()
}
