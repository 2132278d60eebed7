//! `changed-format`

use crate::model::compat::{Change, Consumer, Consumers, MatchedEvent, Signature};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: notes that an event prints another text.
    ///
    /// ## Why it is wrong
    /// Whoever reads the text of the backends log, syslog and ftrace by a pattern may no more find what
    /// it looks for. Recordings hold no text: to all others it is the same.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "%d"
    /// --- new/trace-events
    /// foo_read(int fd) "fd=%d"
    ///                  ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "%d"
    /// --- new/trace-events
    /// foo_read(int fd) "%d"
    /// ```
    name: "changed-format",
    code: "TL968",
    severity: Info,
    default: ON,
    check: Change(check),
}

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::MatchedEvent(kept) = change else { return };
    let MatchedEvent { old, new, alignment: Some(_), .. } = &**kept else { return };
    if old.format() == new.format() {
        return;
    }
    let span = |shape: &Signature| shape.event.format.as_ref().map_or(shape.event.name, |format| format.span);
    let message = format!("`{}` prints another text", new.name);
    cx.report(new, span(new), message, kept.breaking(Consumers::new(&[Consumer::Log]))).label_in(
        &old.file.path,
        span(old),
        "as it was",
    );
}
