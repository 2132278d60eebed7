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
    /// numbers joined by `.`, `:`, `/`, `-`, `_` or a blank are exempt, as are the parts of one number
    /// (`%08x%08x`; of `%x%08x` the first needs the prefix) and numbers that the text calls
    /// hexadecimal. In trees before QEMU 2.11, whose checkpatch.pl first asked for it, it is a note.
    ///
    /// QEMU's scripts/checkpatch.pl is stricter: it exempts only groups joined by `.`, `:`, `/` or a
    /// blank, and says `Hex numbers must be prefixed with '0x'` of `0x%08x-%08x`, `0x%08x_%08x`,
    /// `0x%08x%08x`, and of all that the text calls hexadecimal.
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
        let before = index.checked_sub(1).map(|before| between(format, &conversions[before], conversion));
        let after = conversions.get(index + 1).map(|next| (between(format, conversion, next), next));
        let grouped = before.is_some_and(|it| it != Between::Other)
            || after.is_some_and(|(it, next)| match it {
                Between::Sign => true,
                Between::Nothing => conversion.width == next.width,
                Between::Other => false,
            });
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

/// What lies between two conversions.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    /// Nothing, between two hexadecimal ones: a number in two parts.
    Nothing,
    /// A sign that joins two hexadecimal ones to a group.
    Sign,
    /// Anything else.
    Other,
}

fn between(format: &Format, first: &Conversion, second: &Conversion) -> Between {
    match &format.text[first.end..second.start] {
        _ if !is_hexadecimal(first) || !is_hexadecimal(second) => Between::Other,
        [] => Between::Nothing,
        [b'.' | b':' | b'/' | b'-' | b'_' | b' '] => Between::Sign,
        _ => Between::Other,
    }
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
