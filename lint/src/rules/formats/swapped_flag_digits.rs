//! `swapped-flag-digits`

use crate::parse::events::Event;
use crate::qemu::printf::{Amount, Flag, Format};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a conversion with its letter before its width: `%0x8` for `%08x`.
    ///
    /// ## Why it is wrong
    /// It compiles, and prints the number with an 8 behind it.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(unsigned int reg) "reg=0x%0x8"
    ///                                   ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(unsigned int reg) "reg=0x%08x"
    /// ```
    ///
    /// ## Fix
    /// Unsafe: puts the width before the letter. The digits may be text that was meant.
    name: "swapped-flag-digits",
    code: "TL405",
    severity: Error,
    default: ON,
    check: Format(check),
    fix: Unsafe,
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for conversion in &format.conversions {
        let is_integer = matches!(conversion.letter, b'd' | b'i' | b'u' | b'o' | b'x' | b'X');
        let rest = &format.text[conversion.end..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_plain = conversion.ending.is_none()
            && conversion.width == Amount::None
            && conversion.precision == Amount::None;
        let is_prefix = matches!(rest, [b'0', b'x' | b'X', ..]);
        if !is_integer || !is_plain || digits == 0 || is_prefix || !conversion.flags.has(Flag::Zero) {
            continue;
        }
        let span = format.source(conversion.start, conversion.end + digits);
        let shown = cx.shown(span);
        let finding = cx.report(span, format!("`{shown}` has its width behind the letter"));
        let written =
            String::from_utf8_lossy(&format.text[conversion.start..conversion.end + digits]).into_owned();
        let (head, tail) = written.split_at(conversion.end - conversion.start);
        let letters = head.trim_start_matches(|flag: char| "%0-+ #'".contains(flag));
        let meant = format!("{}{tail}{letters}", &head[..head.len() - letters.len()]);
        finding.help(format!("write `{meant}`"));
        if span.len() == written.len() {
            finding.fix(crate::rules::diagnostic::Fix::new(format!("Write `{meant}`"), false, span, meant));
        }
    }
}
