//! `empty-argument`

use crate::parse::events::{ArgumentKind, LineKind};
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports nothing where an argument is expected: `()`, `(int a,)`, `(int a,, int b)`.
    ///
    /// ## Why it is wrong
    /// tracetool (since QEMU 2.12) stops with `Empty argument (did you forget to use 'void'?)`.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_reset() "reset"
    ///           ^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_reset(void) "reset"
    /// ```
    ///
    /// ## Fix
    /// Safe: writes `void` between empty parentheses. The event has no arguments either way.
    name: "empty-argument",
    code: "TL101",
    severity: Error,
    default: ON,
    check: File(check),
    fix: Safe,
    stops_tracetool: true,
}

fn check(cx: &mut Context) {
    if !cx.era.refuses_empty_arguments() {
        return;
    }
    for line in &cx.file.tree.lines {
        let LineKind::Event(event) = &line.kind else { continue };
        for argument in event.arguments.iter().filter(|argument| argument.kind == ArgumentKind::Empty) {
            if event.broken && event.arguments.len() == 1 {
                continue;
            }
            let finding = cx.report(argument.span, "expected an argument, found nothing");
            match (&event.arguments[..], event.parentheses) {
                ([_], Some(parentheses)) => finding
                    .help("an event without arguments is declared with `(void)`")
                    .fix(Fix::new("Write `void`", true, parentheses, "void")),
                _ => finding.help("remove the comma, or write the argument"),
            };
        }
    }
}
