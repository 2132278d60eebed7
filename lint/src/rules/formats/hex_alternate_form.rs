//! `hex-alternate-form`

use super::hex_conversion::is_hexadecimal;
use crate::parse::events::Event;
use crate::qemu::printf::{Flag, Format};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;

declare_rule! {
    /// ## What it does
    /// Reports the flag `#` with `x`.
    ///
    /// ## Why it is wrong
    /// docs/devel/style.rst of QEMU asks for `0x%x`: `%#x` prints a zero without `0x`, and
    /// `%#08x` counts the prefix into the width. In trees before QEMU 2.11, whose checkpatch.pl first asked for it,
    /// it is a note.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(unsigned int reg) "reg=%#x"
    ///                                 ^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(unsigned int reg) "reg=0x%x"
    /// ```
    name: "hex-alternate-form",
    code: "TL403",
    severity: Warning,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for conversion in &format.conversions {
        if is_hexadecimal(conversion) && conversion.flags.has(Flag::Hash) {
            let shown = cx.shown(conversion.span);
            let is_the_style = cx.era.has_style_of_hex();
            let finding = cx.report(conversion.span, format!("`{shown}` with the flag `#`"));
            finding.help("write `0x` before a plain conversion");
            if !is_the_style {
                finding.severity(Severity::Info);
            }
        }
    }
}
