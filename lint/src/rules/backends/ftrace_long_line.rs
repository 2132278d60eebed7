//! `ftrace-long-line`

use crate::parse::events::Event;
use crate::qemu::printf::{Amount, Conversion, Format};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an event whose line is longer than 511 bytes whatever its arguments are. For the backend
    /// `ftrace`.
    ///
    /// ## Why it is wrong
    /// The backend prints name, format and newline into 512 bytes and cuts off the rest without a word.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "%505d"
    ///                  ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "ftrace-long-line",
    code: "TL631",
    severity: Warning,
    default: OFF,
    check: Format(check),
    backends: [Ftrace],
}

/// MAX_TRACE_STRLEN of trace/ftrace.h, without the NUL.
const MOST: usize = 511;

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if event.is_disabled || !format.is_readable() {
        return;
    }
    let conversions: usize =
        format.conversions.iter().map(|conversion| conversion.end - conversion.start).sum();
    let printed = format.conversions.iter().map(shortest).fold(0, usize::saturating_add);
    // The name, a blank, the text, a newline.
    let length = (event.name.len() + 2 + format.text.len() - conversions).saturating_add(printed);
    if length > MOST {
        cx.report(
            format.span,
            format!("the line has {length} bytes or more, and ftrace cuts it after {MOST}"),
        )
        .help("write less: what is cut off is lost, the newline first");
    }
}

/// The fewest bytes that a conversion prints.
fn shortest(conversion: &Conversion) -> usize {
    let number = |amount| match amount {
        Amount::Number(number) => Some(number as usize),
        _ => None,
    };
    let own = match (conversion.letter, conversion.precision) {
        (b'd' | b'i' | b'o' | b'u' | b'x' | b'X', Amount::None) => 1,
        (b'd' | b'i' | b'o' | b'u' | b'x' | b'X', precision) => number(precision).unwrap_or(0),
        (b'c' | b'p' | b'%', _) => 1,
        _ => 0,
    };
    number(conversion.width).unwrap_or(0).max(own)
}
