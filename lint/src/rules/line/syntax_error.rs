//! `syntax-error`

use crate::parse::FileKind;
use crate::parse::events::File;
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
    if let Some(first) = cx.file.tree.errors.first()
        && is_of_names(cx.file)
    {
        cx.report(first.span, "no line of this file declares an event: none has a `(`")
            .help("if it lists the names of events for `-trace events=`, check it by `--as event-list`");
        return;
    }
    for error in &cx.file.tree.errors {
        let finding = cx.report(error.span, error.message.clone());
        finding.help = error.help.clone();
    }
}

/// True for a file that may be an event list, whatever its name: one that is no trace-events file for sure, and has
/// no arguments anywhere.
fn is_of_names(file: &File) -> bool {
    FileKind::of(&file.path) == FileKind::OtherEvents && memchr::memchr(b'(', &file.text).is_none()
}
