//! `added-event`

use crate::model::compat::{Change, Consumers};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an event that is new.
    ///
    /// ## Why it is wrong
    /// It is not: nothing breaks, but that a recording with the event can't be read with the older
    /// catalogue. The rule is off unless it is selected, for lists of what a release brings.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- new/trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_write(int fd) "fd=%d"
    /// ^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- new/trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "added-event",
    code: "TL960",
    severity: Info,
    default: OFF,
    check: Change(check),
}

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::Added(new) = change else { return };
    cx.report(new, new.event.name, format!("`{}` is new", new.name), Consumers::default());
}
