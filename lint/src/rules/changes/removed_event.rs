//! `removed-event`

use crate::model::compat::{Change, Consumers};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an event that is gone.
    ///
    /// ## Why it is wrong
    /// An event list that names it gets a warning and nothing is traced, an analysis script's method
    /// for it is never called, a SystemTap script does not start, and a recording that holds it can't
    /// be read with the newer catalogue.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// ^^^^^^^^
    /// foo_reset(void) ""
    /// --- new/trace-events
    /// foo_reset(void) ""
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_reset(void) ""
    /// --- new/trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_reset(void) ""
    /// ```
    name: "removed-event",
    code: "TL961",
    severity: Error,
    default: ON,
    check: Change(check),
}

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::Removed(old) = change else { return };
    // One that was disabled was of no use to anybody.
    let breaks = if old.event.is_disabled { Consumers::default() } else { Consumers::EVERY };
    cx.report(old, old.event.name, format!("`{}` is gone", old.name), breaks);
}
