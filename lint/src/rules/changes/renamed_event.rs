//! `renamed-event`

use crate::model::compat::{Change, Consumers, MatchedEvent};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an event that is gone while one that is new has most of its name,
    /// arguments and format. Each event stands in one pair at most; the finding says what they have in
    /// common.
    ///
    /// ## Why it is wrong
    /// Whoever names the event gets nothing, as for one that is gone; but here the new name is known.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_submit(void *pool, void *req) "pool=%p req=%p"
    /// --- new/trace-events
    /// foo_submit_aio(void *pool, void *req) "pool=%p req=%p"
    /// ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_submit(void *pool, void *req) "pool=%p req=%p"
    /// --- new/trace-events
    /// foo_submit(void *pool, void *req) "pool=%p req=%p"
    /// ```
    name: "renamed-event",
    code: "TL962",
    severity: Error,
    default: ON,
    check: Change(check),
}

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::MatchedEvent(kept) = change else { return };
    let MatchedEvent { old, new, likeness: Some(likeness), .. } = &**kept else { return };
    let message =
        format!("`{}` is gone; `{}` may be its new name: {}", old.name, new.name, likeness.evidence());
    cx.report(new, new.event.name, message, kept.breaking(Consumers::EVERY)).label_in(
        &old.file.path,
        old.event.name,
        "the event as it was",
    );
}
