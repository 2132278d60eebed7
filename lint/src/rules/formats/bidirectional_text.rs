//! `bidirectional-text`

use crate::parse::events::LineKind;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports characters that change the direction of text (U+202A to U+202E, U+2066 to U+2069) in
    /// an event.
    ///
    /// ## Why it is wrong
    /// The line reads differently from what it says. gcc warns where they are not paired, which stops
    /// a build with `--enable-werror`; rustc (QEMU 10.2 and later) refuses them all.
    name: "bidirectional-text",
    code: "TL317",
    severity: Error,
    default: ON,
    check: File(check),
}

fn check(cx: &mut Context) {
    let text = &cx.file.text;
    // All of them begin with the bytes E2 80 or E2 81.
    let mut found: Vec<Span> = memchr::memchr_iter(0xe2, text)
        .filter(|&at| matches!(text[at + 1..], [0x80, 0xaa..=0xae, ..] | [0x81, 0xa6..=0xa9, ..]))
        .map(|at| Span::new(at, at + 3))
        .collect();
    found.retain(|span| {
        let line = cx.file.lines.line(span.start);
        matches!(cx.file.tree.lines.get(line).map(|line| &line.kind), Some(LineKind::Event(_)))
    });
    for span in found {
        let shown = cx.shown(span);
        cx.report(span, format!("the invisible character `{shown}` changes the direction of the text"))
            .help("remove it");
    }
}
