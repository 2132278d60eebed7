//! `missing-final-newline`

use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a file whose last line does not end in a newline.
    ///
    /// ## Why it is wrong
    /// tracetool (since QEMU 2.12) stops with `does not end with a new line`.
    ///
    /// ## Fix
    /// Safe: adds the newline. No event changes.
    name: "missing-final-newline",
    code: "TL002",
    severity: Error,
    default: ON,
    check: File(check),
    fix: Safe,
    stops_tracetool: true,
}

fn check(cx: &mut Context) {
    let text = &cx.file.text;
    if !cx.era.wants_final_newline() || matches!(text.last(), None | Some(b'\n' | b'\r')) {
        return;
    }
    let end = text.len();
    let newline = if text.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    cx.report(Span::empty(end), "no newline at the end of the file")
        .help("tracetool stops at a last line without one")
        .fix(Fix::new("Add the newline", true, Span::empty(end), newline));
}
