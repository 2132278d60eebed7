//! `format-percent-m`

use crate::parse::events::Event;
use crate::qemu::printf::Format;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports `%m`, which prints the text of errno, in any dress; and `%%m`, which tracetool
    /// takes for it.
    ///
    /// ## Why it is wrong
    /// errno may have changed by the time a backend prints it. tracetool (since QEMU 4.0) stops
    /// at the characters `%m` wherever they stand; before, the compiler takes it, and it is a warning.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_failed(int fd) "fd=%d: %m"
    ///                            ^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_failed(int fd, const char *error) "fd=%d: %s"
    /// ```
    name: "format-percent-m",
    code: "TL308",
    severity: Error,
    default: ON,
    check: Format(check),
    stops_tracetool: true,
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    const HELP: &str = "pass the error as an argument: `int error` with `%d`, or its text with `%s`";
    for conversion in format.conversions.iter().filter(|conversion| conversion.letter == b'm') {
        let shown = cx.shown(conversion.span);
        let is_refused = cx.era.refuses_percent_m();
        let finding =
            cx.report(conversion.span, format!("`{shown}` prints errno, which may have changed by then"));
        finding.help(HELP);
        if !is_refused {
            finding.severity(Severity::Warning);
        }
    }
    if !cx.era.refuses_percent_m() || format.span.is_empty() {
        return;
    }
    let line = cx.file.lines.span(&cx.file.text, event.line);
    let written = Span { start: format.span.start, end: line.end };
    for at in memchr::memmem::find_iter(written.of(&cx.file.text), b"%m") {
        let start = written.start as usize + at;
        let span = Span::new(start, start + 2);
        let next = format.conversions.partition_point(|conversion| conversion.span.start <= span.start);
        let here = format.conversions[..next].last();
        if !here.is_some_and(|conversion| conversion.letter == b'm' && conversion.span.end >= span.end) {
            cx.report(span, "tracetool takes `%m` for the conversion, even after a `%`")
                .help("put another character between the percent sign and the `m`");
        }
    }
}
