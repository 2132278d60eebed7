//! `empty-string`

use crate::diagnostic::Fix;
use crate::event::Event;
use crate::printf::Format;
use crate::rule::*;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports an empty string at the end of a format: `"0x%" PRIx64 ""`.
    ///
    /// ## Why it is wrong
    /// It says nothing, and is harder to read.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64 ""
    ///                                           ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(uint64_t addr) "addr=0x%" PRIx64
    /// ```
    ///
    /// ## Fix
    /// Removes it.
    "empty-string", "TL503", Info, OFF, Check::Format(check)
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    let Some(last) = format.literals.last().filter(|literal| literal.span.end == format.span.end) else { return };
    let before = format.macros.last().map_or(0, |word| word.span.end);
    if cx.file.bytes(last.span) == b"\"\"" && before > format.span.start {
        let start = cx.file.text[..last.span.start as usize].trim_ascii_end().len();
        let span = Span::new(start, last.span.end as usize);
        cx.report(last.span, "an empty string at the end of the format").fix(Fix::new("Remove it", true, span, ""));
    }
}
