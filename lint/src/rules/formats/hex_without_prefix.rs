//! `hex-without-prefix`

use super::hex_conversion::{is_after_prefix, is_hexadecimal};
use crate::parse::events::Event;
use crate::qemu::printf::{Conversion, Flag, Format};
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a hexadecimal number without `0x` before it.
    ///
    /// ## Why it is wrong
    /// docs/devel/style.rst of QEMU asks for the prefix: in a log, 10 should be ten. Groups of
    /// numbers joined by `.`, `:`, `/`, `-` or a blank are exempt, as are numbers that the text calls
    /// hexadecimal. In trees before QEMU 2.11, whose checkpatch.pl first asked for it, it is a note.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(unsigned int reg) "reg=%x"
    ///                                 ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(unsigned int reg) "reg=0x%x"
    /// foo_address(int bus, int slot, int function) "%02x:%02x.%x"
    /// foo_dump(uint8_t byte) "byte (in hex): %02x"
    /// ```
    ///
    /// ## Fix
    /// Safe: writes the prefix. The log shows the same number.
    name: "hex-without-prefix",
    code: "TL402",
    severity: Warning,
    default: ON,
    check: Format(check),
    fix: Safe,
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    if !format.is_readable() {
        return;
    }
    let is_the_style = cx.era.has_style_of_hex();
    let conversions = &format.conversions;
    // Where the text first says that its numbers are hexadecimal.
    let hex = format.text.windows(3).position(|word| word.eq_ignore_ascii_case(b"hex"));
    for (index, conversion) in conversions.iter().enumerate() {
        let is_bare = is_hexadecimal(conversion)
            && !conversion.flags.has(Flag::Hash)
            && !is_after_prefix(format, conversion)
            && !follows_prefix_text(format, conversion);
        let grouped = (index > 0 && are_group(format, &conversions[index - 1], conversion))
            || conversions.get(index + 1).is_some_and(|next| are_group(format, conversion, next));
        let is_said = hex.is_some_and(|hex| hex + 3 <= conversion.start);
        if is_bare && !grouped && !is_said {
            let shown = cx.shown(conversion.span);
            let takes_digits = follows_numeric_escape(cx, format, conversion);
            let finding =
                cx.report(conversion.span, format!("`{shown}` prints a hexadecimal number without `0x`"));
            finding.help(format!("write `0x{shown}`"));
            if !is_the_style {
                finding.severity(Severity::Info);
            }
            if !takes_digits {
                let at = Span::empty(conversion.span.start as usize);
                finding.fix(Fix::new("Write `0x`", true, at, "0x"));
            }
        }
    }
}

/// True when two hexadecimal conversions stand next to each other, with one separator, or none
/// (a number in two halves), between them.
fn are_group(format: &Format, first: &Conversion, second: &Conversion) -> bool {
    is_hexadecimal(first)
        && is_hexadecimal(second)
        && matches!(&format.text[first.end..second.start], [] | [b'.' | b':' | b'/' | b'-' | b' '])
}

/// True for `\x41`, `\101` or `\u00e9` before the conversion: a digit behind it would be a part of it.
fn follows_numeric_escape(cx: &Context, format: &Format, conversion: &Conversion) -> bool {
    let Some(before) = conversion.start.checked_sub(1) else { return false };
    let written = cx.file.bytes(format.source(before, conversion.start));
    matches!(written, [b'\\', b'x' | b'u' | b'U' | b'0'..=b'7', ..])
}

/// True for `0x` and digits before the conversion, as in `0x80%02x`.
fn follows_prefix_text(format: &Format, conversion: &Conversion) -> bool {
    let before = &format.text[..conversion.start];
    let digits = before.iter().rev().take_while(|byte| byte.is_ascii_hexdigit()).count();
    matches!(before[..before.len() - digits], [.., b'0', b'x' | b'X'])
}
