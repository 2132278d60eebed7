//! `renamed-argument`

use crate::model::compat::{Change, Consumer, Consumers, MatchedEvent};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an argument that has another name, at its old place and of its old
    /// type, or of a name that is near.
    ///
    /// ## Why it is wrong
    /// A SystemTap script that names it does not start, and LTTng's readers look for a field that is not
    /// there. Recordings and analysis scripts go by position: the name is nothing to them, but what the
    /// values mean may have changed with it.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(uint64_t handle) "handle=%" PRIu64
    /// --- new/trace-events
    /// foo_read(uint64_t cookie) "cookie=%" PRIu64
    ///          ^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(uint64_t handle) "handle=%" PRIu64
    /// --- new/trace-events
    /// foo_read(uint64_t handle) "handle=%" PRIu64
    /// ```
    name: "renamed-argument",
    code: "TL967",
    severity: Warning,
    default: ON,
    check: Change(check),
}

const BREAKS: Consumers = Consumers::new(&[Consumer::SystemTap, Consumer::Ust]);

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::MatchedEvent(kept) = change else { return };
    let MatchedEvent { old, new, alignment: Some(alignment), .. } = &**kept else { return };
    for slot in &alignment.kept {
        let (was, is) = (&old.parameters[slot.old], &new.parameters[slot.new]);
        if was.name == is.name {
            continue;
        }
        let message =
            format!("argument {} of `{}` is `{}`, was `{}`", slot.new + 1, new.name, is.name, was.name);
        let (before, span) = (was.span.unwrap_or(old.event.name), is.span.unwrap_or(new.event.name));
        cx.report(new, span, message, kept.breaking(BREAKS)).label_in(&old.file.path, before, "as it was");
    }
}
