//! `format-newline`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, ProblemKind};
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a newline in a format, however it is spelt: `\n`, `\012`, `\x0a`. An escaped
    /// backslash before an `n` counts where tracetool takes it for a newline.
    ///
    /// ## Why it is wrong
    /// The backends add the newline. tracetool refuses `\n` at the end since QEMU 4.2 and
    /// anywhere since 9.1, and does not see the other spellings. For a release that accepts the
    /// newline it is a warning: the log has a line that no event begins.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "fd=%d\n"
    ///                        ^^
    /// foo_write(int fd) "fd=%d\x0a"
    ///                         ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_write(int fd) "fd=%d"
    /// ```
    ///
    /// ## Fix
    /// Removes a newline that ends the format. Safe: the backends end the line. Unsafe where the text
    /// before it then ends in `\\n`, which tracetool takes for a newline too.
    name: "format-newline",
    code: "TL307",
    severity: Error,
    default: ON,
    check: Format(check),
    fix: Varies,
    stops_tracetool: true,
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    let file = cx.file;
    let last = format.literals.last().map_or(0, |literal| literal.span.end);
    for problem in format.problems.iter().filter(|problem| problem.kind == ProblemKind::Newline) {
        let shown = cx.shown(problem.span);
        let ends_format = problem.span.end + 1 == last && format.span.end == last;
        let is_refused =
            cx.era.refuses_newline() || (ends_format && shown == r"\n" && cx.era.refuses_newline_at_end());
        let finding = cx.report(problem.span, format!("a newline, `{shown}`, in the format"));
        finding.help("remove it: the backends end each line");
        if !is_refused {
            finding.severity(Severity::Warning);
        }
        if ends_format {
            let gone = run(format, problem.span);
            // What would then stand last, tracetool takes for a newline too.
            let is_safe = !file.text[..gone.start as usize].ends_with(br"\n");
            finding.fix(Fix::new("Remove the newline", is_safe, gone, ""));
        }
    }
    escaped_backslashes(cx, event, format);
}

/// The newlines without a gap that end in the last one.
fn run(format: &Format, last: Span) -> Span {
    let newlines = format.problems.iter().rev().filter(|problem| problem.kind == ProblemKind::Newline);
    newlines.fold(last, |run, problem| if problem.span.end == run.start { problem.span.to(run) } else { run })
}

/// tracetool looks for the two characters `\n`, and so finds them in `\\n` too.
fn escaped_backslashes(cx: &mut Context, event: &Event, format: &Format) {
    if !cx.era.refuses_newline_at_end() {
        return;
    }
    let text = &cx.file.text;
    let line = cx.file.lines.span(text, event.line);
    let format_text = Span { start: format.span.start, end: line.end };
    let bytes = format_text.of(text);
    for at in memchr::memmem::find_iter(bytes, br"\n") {
        let span = Span::new(format_text.start as usize + at, format_text.start as usize + at + 2);
        let at_end = bytes[at + 2..] == *b"\"";
        let next = format.problems.partition_point(|problem| problem.span.start <= span.start);
        let seen = format.problems[..next].last().is_some_and(|problem| problem.span == span);
        if !seen && !format.span.is_empty() && (at_end || cx.era.refuses_newline()) {
            cx.report(span, "tracetool takes `\\n` for a newline, even after a backslash")
                .help("leave out the backslash");
        }
    }
}
