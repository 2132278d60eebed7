//! `split-format`

use crate::parse::events::Event;
use crate::parse::events::token::is_blank;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a format in which a comma stands before a quote, as in `"x=%d, " "y=%d"`
    /// (QEMU 2.2 to 10.1).
    ///
    /// ## Why it is wrong
    /// tracetool takes such a comma for the border of two formats. Up to QEMU 6.2 it refuses two of an event without
    /// the property `tcg`; then it dies of `'list' object has no attribute 'rstrip'`, naming neither file nor line.
    name: "split-format",
    code: "TL009",
    severity: Error,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    if !cx.era.splits_formats()
        || event.properties.iter().any(|property| cx.file.bytes(*property).starts_with(b"tcg"))
    {
        return;
    }
    let Some(Format { span, .. }) = event.format.as_ref().filter(|_| !event.is_broken) else { return };
    let line = cx.file.lines.span(&cx.file.text, event.line);
    let span = Span { start: span.start, end: line.end };
    let Ok(text) = std::str::from_utf8(span.of(&cx.file.text)) else { return };
    if let Some(comma) = border(text) {
        let comma = span.start as usize + comma;
        cx.report(
            Span::new(comma, comma + 1),
            format!("tracetool of QEMU {} takes this comma for the border of two formats", cx.era),
        )
        .help("write the comma, or what follows it, in another string");
    }
}

/// Where `"` anything `,` blanks `"` anything splits, as in the regular expression of tracetool.
fn border(format: &str) -> Option<usize> {
    let mut commas = format.match_indices(',').map(|(comma, _)| comma).filter(|&comma| comma > 1);
    commas.rfind(|&comma| {
        let rest = format[comma + 1..].trim_start_matches(is_blank).strip_prefix('"');
        rest.is_some_and(|rest| !rest.is_empty())
    })
}
