//! `invalid-escape`

use crate::parse::events::Event;
use crate::qemu::printf::{Format, HostSet, ProblemKind};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports an escape sequence that C does not have (`\q`, `\8`), one out of range (`\x100`,
    /// `\400`), `\x` without digits, a universal character name that C forbids, and a NUL.
    ///
    /// ## Why it is wrong
    /// tracetool copies the string into C as it is, where the compiler refuses it; a NUL ends
    /// the format early.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(int fd) "\q fd=%d \400"
    ///                   ^^
    ///                            ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "invalid-escape",
    code: "TL312",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, _event: &Event, format: &Format) {
    for problem in &format.problems {
        let shown = cx.shown(problem.span);
        let message = match problem.kind {
            ProblemKind::UnknownEscape => format!("`{shown}` is no escape sequence"),
            ProblemKind::NoDigits => "`\\x` without a hexadecimal digit".to_owned(),
            ProblemKind::OutOfRange => format!("the escape sequence `{shown}` is out of range"),
            ProblemKind::BadUniversalName => format!("`{shown}` is no universal character name"),
            ProblemKind::Delimited => format!("the escape sequence `{shown}` is clang's alone"),
            ProblemKind::Nul => format!("a NUL, `{shown}`, ends the format early"),
            ProblemKind::Unclosed | ProblemKind::Newline => continue,
        };
        let finding = cx.report(problem.span, message);
        match problem.kind {
            ProblemKind::UnknownEscape => finding.help("a backslash is written `\\\\`"),
            ProblemKind::Delimited => finding.hosts(HostSet::filter(|host| host.has_gcc)),
            _ => finding,
        };
    }
}
