//! `empty-string`

use crate::parse::events::Event;
use crate::parse::events::token::is_blank;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
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
    /// Safe: removes it. Unsafe where the format then ends in `\n`, which some releases refuse.
    name: "empty-string",
    code: "TL503",
    severity: Info,
    default: OFF,
    check: Format(check),
    fix: Varies,
    tag: Unnecessary,
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    let before = format.macros.last().map_or(0, |word| word.span.end);
    let (Some(last), true) = (format.literals.last(), before > format.span.start) else { return };
    let Ok(text) = std::str::from_utf8(cx.file.bytes(format.span)) else { return };
    let mut start = format.span.end as usize;
    for literal in format.literals.iter().rev() {
        let rest = &text[..(literal.span.start - format.span.start) as usize];
        let has_prefix = rest.ends_with("u8") && literal.span.start != before;
        if literal.span.end as usize != start || cx.file.bytes(literal.span) != b"\"\"" || has_prefix {
            break;
        }
        start = format.span.start as usize + rest.trim_end_matches(is_blank).len();
    }
    let span = Span::new(start, format.span.end as usize);
    if !span.is_empty() {
        // Some releases refuse a `\\n` at the very end.
        let is_safe = !cx.file.text[..start].ends_with(b"\\n\"");
        cx.report(last.span, "an empty string at the end of the format").fix(Fix::new(
            "Remove it",
            is_safe,
            span,
            "",
        ));
    }
}
