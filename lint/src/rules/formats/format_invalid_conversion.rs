//! `format-invalid-conversion`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, HOSTS, LengthModifier, describe, invalid, is_positional};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::printable;

declare_rule! {
    /// ## What it does
    /// Reports a `%` that begins no conversion specification: an unknown letter, the end of the
    /// format, a length modifier that does not go with the letter, two modifiers at once.
    ///
    /// ## Why it is wrong
    /// What printf does is undefined; the compiler (`-Wformat`, C11 7.21.6.1) refuses it.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd, size_t len) "fd=%y len=%zlu"
    ///                                  ^^
    ///                                         ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd, size_t len) "fd=%d len=%zu"
    /// ```
    name: "format-invalid-conversion",
    code: "TL305",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    if cx.era.prints_twice() && is_positional(format) {
        return; // positional-argument has said it
    }
    let all = cx.era.hosts();
    for conversion in &format.conversions {
        let hosts = invalid(conversion).intersection(all);
        if hosts.is_empty() {
            continue;
        }
        let is_macro = super::macro_in_string::stands_at(format, conversion.start + 1).is_some();
        if is_macro || (conversion.letter == 0 && !format.is_readable()) {
            continue;
        }
        let shown = cx.shown(conversion.span);
        let letter = char::from(conversion.letter);
        let bad_length = HOSTS.iter().any(|host| conversion.length(host) == LengthModifier::Invalid);
        let (message, help) = match conversion.letter {
            0 => (
                format!("the format ends within the conversion `{shown}`"),
                "write the conversion letter, or `%%` for a percent sign".to_owned(),
            ),
            _ if bad_length => (
                format!("`{shown}` has a length modifier that does not exist"),
                "write one length modifier".to_owned(),
            ),
            b'c' | b's' | b'p' | b'C' | b'S' | b'n' => (
                format!("`{shown}` has a length modifier that does not go with `{letter}`"),
                format!("write `%{letter}`"),
            ),
            byte => {
                let what = match byte.is_ascii() {
                    true => printable(&letter.to_string()).into_owned(),
                    false => shown.trim_start_matches('%').to_owned(),
                };
                (
                    format!("`{shown}` is no conversion: `{what}` is no conversion letter"),
                    "a percent sign is written `%%`".to_owned(),
                )
            }
        };
        let scope = if hosts == all { String::new() } else { format!(": wrong on {}", describe(hosts, all)) };
        cx.report(conversion.span, message + &scope).help(help).hosts(hosts);
    }
}
