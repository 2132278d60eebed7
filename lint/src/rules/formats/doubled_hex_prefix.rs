//! `doubled-hex-prefix`

use super::hex_conversion::{is_after_prefix, is_hexadecimal};
use crate::parse::events::Event;
use crate::qemu::printf::{Flag, Format};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `0x` before a conversion that prints its own (`0x%p`, `0x%#x`), and `0x0x`.
    ///
    /// ## Why it is wrong
    /// The log shows 0x0x55d0. Not on Windows, whose printf (mingw-w64) prints sixteen digits for `%p`, without
    /// `0x`.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_map(void *ptr, unsigned int size) "ptr=0x%p size=0x0x%x"
    ///                                              ^^
    ///                                                          ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_map(void *ptr, unsigned int size) "ptr=%p size=0x%x"
    /// ```
    name: "doubled-hex-prefix",
    code: "TL404",
    severity: Warning,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for conversion in &format.conversions {
        let before = &format.text[..conversion.start];
        let brings_own =
            conversion.letter == b'p' || (is_hexadecimal(conversion) && conversion.flags.has(Flag::Hash));
        let doubled = before.len() >= 4 && before[before.len() - 4..].eq_ignore_ascii_case(b"0x0x");
        if doubled || (brings_own && is_after_prefix(format, conversion)) {
            let shown = cx.shown(conversion.span);
            cx.report(conversion.span, format!("`{shown}` prints `0x` a second time"))
                .help("leave out one `0x`");
        }
    }
}
