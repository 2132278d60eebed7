//! `reordered-arguments`

use crate::model::backend::simple::Parameter;
use crate::model::compat::{Change, Consumer, Consumers, MatchedEvent};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports arguments of an event that stand in another order.
    ///
    /// ## Why it is wrong
    /// Records are read by position alone: values of the same kind come out under each other's names,
    /// from a recording and in an analysis script, and nobody notices. The numbers of the arguments
    /// change for SystemTap.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd, int size) "fd=%d size=%d"
    /// --- new/trace-events
    /// foo_read(int size, int fd) "size=%d fd=%d"
    ///                    ^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd, int size) "fd=%d size=%d"
    /// --- new/trace-events
    /// foo_read(int fd, int size) "fd=%d size=%d"
    /// ```
    name: "reordered-arguments",
    code: "TL965",
    severity: Error,
    default: ON,
    check: Change(check),
}

const BREAKS: Consumers =
    Consumers::new(&[Consumer::Recordings, Consumer::Analyzer, Consumer::Analyzer2, Consumer::SystemTap]);

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::MatchedEvent(kept) = change else { return };
    let MatchedEvent { old, new, alignment: Some(alignment), .. } = &**kept else { return };
    let Some(&first) = alignment.moved.first() else { return };
    let names = |parameters: &[Parameter]| {
        let names: Vec<_> = parameters.iter().map(|it| &*it.name).collect();
        names.join(", ")
    };
    let message = format!(
        "the arguments of `{}` stand in another order: {} was {}",
        new.name,
        names(&new.parameters),
        names(&old.parameters)
    );
    let span = new.parameters[first].span.unwrap_or(new.event.name);
    cx.report(new, span, message, kept.breaking(BREAKS)).label_in(
        &old.file.path,
        old.event.name,
        "the event as it was",
    );
}
