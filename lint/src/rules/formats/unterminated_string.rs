//! `unterminated-string`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, ProblemKind};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a string of a format whose closing quote is missing.
    ///
    /// ## Why it is wrong
    /// tracetool takes all the rest of the line for the format, and the C that it writes does
    /// not compile.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "fd=%d
    ///                  ^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "unterminated-string",
    code: "TL313",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for problem in format.problems.iter().filter(|problem| problem.kind == ProblemKind::Unclosed) {
        cx.report(problem.span, "expected the closing `\"` of the string, found the end of the line");
    }
}
