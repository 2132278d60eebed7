//! `text-after-format`

use crate::parse::events::{EventNode, LineKind, PieceKind};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports anything but strings and macros in or after the format: a semicolon, a comment,
    /// a second event, white space that C does not take for such.
    ///
    /// ## Why it is wrong
    /// tracetool copies all the rest of the line into a C function call, where it does not
    /// compile, or adds an argument; a second event on the line is lost.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "fd=%d";
    ///                         ^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "text-after-format",
    code: "TL007",
    severity: Error,
    default: ON,
    check: File(check),
}

fn check(cx: &mut Context) {
    for line in &cx.file.tree.lines {
        let LineKind::Event(event) = &line.kind else { continue };
        let Some(format) = &event.format else { continue };
        for &blank in format.odd_blanks.iter().filter(|_| event.ignored.is_none()) {
            let shown = blank.text(&cx.file.text);
            let codes: Vec<String> = shown.chars().map(|blank| format!("U+{:04X}", blank as u32)).collect();
            cx.report(blank, format!("white space that is none in C: {}", codes.join(" ")))
                .help("write a plain blank: tracetool copies this one into a C function call");
        }
        let Some(junk) = format.pieces.iter().position(|piece| piece.kind == PieceKind::Junk) else {
            continue;
        };
        if is_tcg(cx, event) && cx.file.bytes(format.pieces[junk].span) == b"," {
            continue;
        }
        let start = match junk.checked_sub(1).map(|before| format.pieces[before]) {
            // The name of a second event is read as a macro.
            Some(before)
                if before.kind == PieceKind::Macro && cx.file.bytes(format.pieces[junk].span) == b"(" =>
            {
                before.span.start
            }
            _ => format.pieces[junk].span.start,
        };
        let span = Span { start, end: format.span.end };
        let bytes = cx.file.bytes(span);
        let (message, help) = if bytes.starts_with(b"#") || bytes.starts_with(b"//") {
            ("a comment can't stand after the format", "put it on a line of its own, beginning with `#`")
        } else if bytes.starts_with(b",") {
            ("a comma after the format", "an event has one format; join its strings by blanks alone")
        } else if bytes.contains(&b'(') {
            ("a second event on the line", "put each event on a line of its own")
        } else {
            ("text after the format", "remove it: tracetool copies it into a C function call")
        };
        cx.report(span, message).help(help);
    }
}

fn is_tcg(cx: &Context, event: &EventNode) -> bool {
    cx.era.may_have_tcg()
        && event.properties.iter().any(|property| cx.file.bytes(*property).starts_with(b"tcg"))
}
