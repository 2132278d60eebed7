//! `hex-prefix-on-decimal`

use super::hex_conversion::{is_after_prefix, is_hexadecimal};
use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `0x` before a conversion that prints a decimal number: `0x%d`.
    ///
    /// ## Why it is wrong
    /// The log shows 0x10 and means ten.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(unsigned int reg, uint64_t val) "reg 0x%d val 0x%" PRIu64
    ///                                                 ^^
    ///                                                          ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(unsigned int reg, uint64_t val) "reg 0x%x val 0x%" PRIx64
    /// ```
    name: "hex-prefix-on-decimal",
    code: "TL401",
    severity: Warning,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for conversion in &format.conversions {
        let is_decimal = matches!(conversion.letter, b'd' | b'i' | b'u') && !is_hexadecimal(conversion);
        if is_decimal && is_after_prefix(format, conversion) {
            let shown = cx.shown(conversion.span);
            cx.report(conversion.span, format!("`0x` before `{shown}`, which prints a decimal number"))
                .help("print it with `x`, or leave out the `0x`");
        }
    }
}
