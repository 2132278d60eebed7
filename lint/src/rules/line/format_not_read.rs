//! `format-not-read`

use crate::parse::events::LineKind;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports text between `)` and the format, or in place of a format.
    ///
    /// ## Why it is wrong
    /// tracetool looks for a `"` after the `)` and for nothing else. Where something else
    /// follows, the event has no format: the compiler complains of too many arguments, or, for an
    /// event without arguments, the text is lost and nobody complains.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_reset(void); "reset"
    ///                ^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_reset(void) "reset"
    /// ```
    name: "format-not-read",
    code: "TL008",
    severity: Error,
    default: ON,
    check: File(check),
    is_about_format: true,
}

fn check(cx: &mut Context) {
    for line in &cx.file.tree.lines {
        let LineKind::Event(event) = &line.kind else { continue };
        let Some(span) = event.ignored else { continue };
        let shown = cx.shown(span);
        let bytes = cx.file.bytes(span);
        let has_format = event.format.is_some();
        let (message, help) = match bytes {
            b"disable" => (
                "the property `disable` stands after the arguments".to_owned(),
                "write it before the event's name: `disable name(`",
            ),
            _ if bytes.starts_with(b"#") || bytes.starts_with(b"//") || bytes.starts_with(b"/*") => (
                "a comment can't stand behind an event".to_owned(),
                "put it on a line of its own, beginning with `#`",
            ),
            _ => (
                format!("expected the format, found `{shown}`"),
                "the format is a string in `\"`, right after the `)`",
            ),
        };
        let loss = if has_format { "tracetool drops the format after it" } else { "tracetool drops it" };
        let format = event.format.as_ref().map(|format| format.span);
        let finding = cx.report(span, format!("{message}: {loss}"));
        finding.help(help);
        if let Some(Span { start, end }) = format {
            finding.label(Span { start, end }, "this format is never read");
        }
    }
}
