//! `trigraph`

use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a trigraph in a format: `??` before one of `= / ' ( ) ! < > -`.
    ///
    /// ## Why it is wrong
    /// gcc's `-Wall` and clang warn about trigraphs, which stops a build with `--enable-werror`;
    /// in strict C11 they stand for other characters.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "what??! fd=%d"
    ///                       ^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "what? fd=%d"
    /// ```
    name: "trigraph",
    code: "TL316",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for literal in &format.literals {
        let bytes = literal.span.of(&cx.file.text);
        // Three question marks end in a trigraph, too.
        for at in memchr::memchr_iter(b'?', bytes) {
            let [b'?', b'?', third, ..] = bytes[at..] else { continue };
            if b"=/'()!<>-".contains(&third) {
                let start = literal.span.start as usize + at;
                let span = Span::new(start, start + 3);
                let shown = cx.shown(span);
                cx.report(span, format!("`{shown}` is a trigraph")).help("write one question mark");
            }
        }
    }
}
