//! `changed-disable`

use crate::model::compat::{Change, Consumer, Consumers, MatchedEvent};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an event that has got the property `disable`, and notes one that
    /// has lost it.
    ///
    /// ## Why it is wrong
    /// A disabled event is compiled out: it can never be switched on. An event list that names it gets a
    /// warning, QMP refuses a pattern that covers it, and it has no SystemTap probe.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- new/trace-events
    /// disable foo_read(int fd) "fd=%d"
    ///         ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- new/trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "changed-disable",
    code: "TL969",
    severity: Error,
    default: ON,
    check: Change(check),
}

const BREAKS: Consumers = Consumers::new(&[
    Consumer::Analyzer,
    Consumer::Analyzer2,
    Consumer::EventLists,
    Consumer::SystemTap,
    Consumer::Log,
]);

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::MatchedEvent(kept) = change else { return };
    let MatchedEvent { old, new, .. } = &**kept;
    let (message, breaks) = match (old.event.is_disabled, new.event.is_disabled) {
        (false, true) => (format!("`{}` is disabled now: it can't be switched on", new.name), BREAKS),
        (true, false) => (format!("`{}` is no longer disabled", new.name), Consumers::default()),
        _ => return,
    };
    cx.report(new, new.event.name, message, breaks).label_in(&old.file.path, old.event.name, "as it was");
}
