//! `removed-argument`

use crate::model::compat::{Change, Consumer, Consumers, MatchedEvent};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;
use crate::text::plural;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an argument that an event has no more.
    ///
    /// ## Why it is wrong
    /// Records are read by position alone. A method of an analysis script on `Analyzer2` raises a
    /// TypeError. One on `Analyzer` that has a parameter too many for the event gets the time in place of
    /// its first value, without a word. A recording made with the argument is read wrongly with the newer
    /// catalogue, and one made without it can't be read with the older.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd, int size) "fd=%d size=%d"
    /// --- new/trace-events
    /// foo_read(int fd) "fd=%d"
    /// ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd, int size) "fd=%d size=%d"
    /// --- new/trace-events
    /// foo_read(int fd, int size) "fd=%d size=%d"
    /// ```
    name: "removed-argument",
    code: "TL963",
    severity: Error,
    default: ON,
    check: Change(check),
}

const BREAKS: Consumers = Consumers::new(&[
    Consumer::Recordings,
    Consumer::Analyzer,
    Consumer::Analyzer2,
    Consumer::SystemTap,
    Consumer::Ust,
]);

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::MatchedEvent(kept) = change else { return };
    let MatchedEvent { old, new, alignment: Some(alignment), .. } = &**kept else { return };
    for &at in &alignment.removed {
        let gone = &old.parameters[at];
        let message = format!(
            "`{}` has lost its argument {}, `{}`; it has {} now",
            new.name,
            at + 1,
            old.declared(gone),
            plural(new.parameters.len(), "argument")
        );
        let span = gone.span.unwrap_or(old.event.name);
        cx.report(new, new.event.name, message, kept.breaking(BREAKS)).label_in(
            &old.file.path,
            span,
            "as it was",
        );
    }
}
