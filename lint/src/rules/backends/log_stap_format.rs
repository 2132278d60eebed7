//! `log-stap-format`

use crate::model::backend::simple::is_simple_string;
use crate::model::backend::stap::{Takes, takes, translated};
use crate::parse::events::Event;
use crate::qemu::printf::{Format, values};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a conversion that C accepts and SystemTap's `printf` does not: two flags, the length
    /// modifiers `hh`, `h`, `j`, `t`, and `ll` and `z` unless they stand right behind the width before
    /// `d`, `u`, `x`, where tracetool takes them away; `%s` for what is no string to the tapset, or a
    /// number's conversion for what is one; a macro other than `PRI…`. For the tapset `log-stap`, which a
    /// build with the backend `dtrace` installs.
    ///
    /// ## Why it is wrong
    /// SystemTap refuses the whole file: no event at all can be traced through it. At a macro other than
    /// `PRI…` tracetool itself stops, and with it the build.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint8_t mode, size_t size, uint8_t *name) "mode=%hhx size=%-8zu name=%s"
    ///                                                          ^^^^      ^^^^^
    ///                                                                               ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint8_t mode, size_t size, const char *name) "mode=%u size=%zu name=%s"
    /// ```
    name: "log-stap-format",
    code: "TL613",
    severity: Error,
    default: OFF,
    check: Format(check),
    backends: [Dtrace, LogStap],
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if event.is_disabled {
        return;
    }
    for (conversion, value) in format.conversions.iter().zip(values(format)) {
        let Some(text) = translated(format, conversion) else { continue };
        let shown = cx.shown(conversion.span);
        let Some(takes) = takes(&text) else {
            let text = String::from_utf8_lossy(&text);
            let got = if shown.as_bytes() == text.as_bytes() {
                String::new()
            } else {
                format!(", which it gets as `{text}`")
            };
            let (what, help) = match conversion.letter {
                b'b' => ("SystemTap writes the bytes of the number, not its digits, for", "write `0x%x`"),
                _ => (
                    "SystemTap refuses the conversion",
                    "write a plainer one, or a macro: the tapset of logs is lost as a whole",
                ),
            };
            cx.report(conversion.span, format!("{what} `{shown}`{got}")).help(help);
            continue;
        };
        let Some(argument) = value.and_then(|argument| event.arguments.get(argument)) else { continue };
        let ctype = cx.shown(argument.ctype_span);
        let is_string = is_simple_string(&ctype);
        let message = match (takes, is_string) {
            (Takes::String, false) => {
                format!("`{ctype}` is a number to SystemTap, and `{shown}` wants a string")
            }
            (Takes::Number, true) => {
                format!("`{ctype}` is a string to SystemTap, and `{shown}` wants a number")
            }
            _ => continue,
        };
        let help = if is_string { "declare it as `void *`" } else { "declare it as `const char *`" };
        cx.report(conversion.span, message).help(format!("{help}: the tapset of logs is lost as a whole"));
    }
    for word in &format.macros {
        let name = cx.shown(word.span);
        if !name.starts_with("PRI") {
            cx.report(
                word.span,
                format!("tracetool can't write the macro `{name}` to the tapset, and stops"),
            )
            .help("write a macro that begins with `PRI`");
        }
    }
}
