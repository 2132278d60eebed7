//! `syntax-error`

use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a line that tracetool can't read as an event: what was expected, and where.
    ///
    /// ## Why it is wrong
    /// tracetool matches each line against a regular expression; where it does not match, the
    /// build stops with a bare `AssertionError` that names neither file nor line.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read (int fd) "fd=%d"
    ///         ^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "syntax-error",
    code: "TL001",
    severity: Error,
    default: ON,
    check: File(check),
    stops_tracetool: true,
}

fn check(cx: &mut Context) {
    for error in &cx.file.tree.errors {
        let finding = cx.report(error.span, error.message.clone());
        finding.help = error.help.clone();
    }
}
