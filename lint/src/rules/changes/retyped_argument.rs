//! `retyped-argument`

use crate::model::backend::simple::Kind;
use crate::model::compat::{Change, Consumer, Consumers, MatchedEvent, has_same_type};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an argument of another C type. It is an error when the simple
    /// backend records it otherwise, a number for a string or a string for a number, and a note else.
    ///
    /// ## Why it is wrong
    /// Of a type the simple backend keeps one thing: whether it is a string. Where that changes, a
    /// recording can't be read with the catalogue of the other side, and a script gets bytes for a
    /// number. Other changes of the type show in the traces of LTTng alone.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_open(const char *path) "path=%s"
    /// --- new/trace-events
    /// foo_open(void *path) "path=%p"
    ///          ^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_open(const char *path) "path=%s"
    /// --- new/trace-events
    /// foo_open(const char *path) "path=%s"
    /// ```
    name: "retyped-argument",
    code: "TL966",
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
    for slot in &alignment.kept {
        let (was, is) = (&old.parameters[slot.old], &new.parameters[slot.new]);
        if has_same_type(was, is) {
            continue;
        }
        let recorded = match (was.kind, is.kind) {
            (Kind::Number, Kind::String) => ", recorded as a string now",
            (Kind::String, Kind::Number) => ", recorded as a number now",
            _ => "",
        };
        let message =
            format!("`{}` of `{}` is {}, was {}{recorded}", is.name, new.name, is.written, was.written);
        let breaks = if was.kind == is.kind { Consumers::new(&[Consumer::Ust]) } else { BREAKS };
        let (before, span) = (was.span.unwrap_or(old.event.name), is.span.unwrap_or(new.event.name));
        cx.report(new, span, message, kept.breaking(breaks)).label_in(&old.file.path, before, "as it was");
    }
}
