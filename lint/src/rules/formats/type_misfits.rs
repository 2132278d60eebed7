//! What `format-type-mismatch` and `format-host-mismatch` share: they report the same misfits,
//! one those on all hosts, the other those on some.

use crate::parse::events::Event;
use crate::qemu::printf::{
    CType, Conversion, Format, HostSet, Role, Spelling, describe, directive, fitting, invalid, is_unportable,
    not_a_name, respell, slots, wanted,
};
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;

/// Reports the arguments that do not fit their conversions on the hosts that `is_ours` accepts, which is also given
/// those that there are.
pub(super) fn report(
    cx: &mut Context,
    event: &Event,
    format: &Format,
    is_ours: fn(HostSet, HostSet) -> bool,
) {
    if !format.is_readable() || (cx.era.prints_twice() && crate::qemu::printf::is_positional(format)) {
        return;
    }
    let all = cx.era.hosts();
    for slot in slots(format) {
        let conversion = &format.conversions[slot.conversion];
        if invalid(conversion).contains(all) {
            return; // the arguments behind it can't be counted
        }
        let Some(argument) = event.arguments.get(slot.argument) else { continue };
        let Some(ctype) = argument.ctype else { continue };
        let hosts = not_a_name(conversion, slot.role, ctype).intersection(all);
        if hosts.is_empty() || !is_ours(hosts, all) || is_unportable(conversion) {
            continue; // format-invalid-conversion has said it
        }
        let (shown, name) = (cx.shown(conversion.span), cx.shown(argument.name));
        let mut written = cx.shown(argument.ctype_span);
        if written.ends_with('*') {
            written = format!("{} *", written.trim_end_matches('*').trim_end());
        }
        let part = match slot.role {
            Role::Width => " for its width",
            Role::Precision => " for its precision",
            Role::Value => "",
        };
        let right = hosts.complement().intersection(all);
        let scope = match right.is_empty() {
            true => "wrong on every host".to_owned(),
            false => format!("wrong on {} (right on {})", describe(hosts, all), describe(right, all)),
        };
        let wants = wanted(conversion, slot.role);
        let message = format!("`{shown}` wants {wants}{part}, argument `{name}` is {written}: {scope}");
        let (help, fix) = match slot.role {
            Role::Value => advice(cx, format, conversion, ctype),
            Role::Width | Role::Precision => ("declare the argument as `int`".into(), None),
        };
        let finding = cx.report(conversion.span, message);
        finding.hosts(hosts).label(argument.span, format!("`{name}` is {written}"));
        finding.help(help);
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

/// What to write for a conversion, so that it fits a type on every host.
pub(super) fn advice(
    cx: &Context,
    format: &Format,
    conversion: &Conversion,
    ctype: CType,
) -> (String, Option<Fix>) {
    let spelling = fitting(ctype, conversion.letter);
    let quoted = spelling.quoted(&directive(format, conversion, &spelling));
    // tracetool's Rust output does not know PRIo64.
    let is_octal = conversion.letter == b'o' && matches!(spelling, Spelling::Macro(_));
    let is_safe = !is_octal || !cx.era.has_rust();
    let fix = respell(&cx.file.text, format, conversion, &spelling)
        .map(|(span, text)| Fix::new(format!("Write `{quoted}`"), is_safe, span, text));
    (format!("write `{quoted}`"), fix)
}
