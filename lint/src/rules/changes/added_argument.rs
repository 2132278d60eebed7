//! `added-argument`

use crate::model::compat::{Change, Consumer, Consumers, MatchedEvent};
use crate::rules::context::ChangeContext;
use crate::rules::lint::declare_rule;
use crate::text::plural;

declare_rule! {
    /// ## What it does
    /// For `trace-lint compat`: reports an argument that an event has got.
    ///
    /// ## Why it is wrong
    /// Records are read by position alone. A method of an analysis script raises a TypeError; one on
    /// `Analyzer` that takes the time before the old arguments gets the first value in its place, without
    /// a word. The numbers of arguments behind a new one change for SystemTap. A recording made with the
    /// argument is read wrongly with the older catalogue, and one made without it can't be read with the
    /// newer.
    ///
    /// ## Example
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- new/trace-events
    /// foo_read(int fd, int size) "fd=%d size=%d"
    ///                  ^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- old/trace-events
    /// foo_read(int fd) "fd=%d"
    /// --- new/trace-events
    /// foo_read(int fd) "fd=%d"
    /// foo_read_size(int fd, int size) "fd=%d size=%d"
    /// ```
    name: "added-argument",
    code: "TL964",
    severity: Error,
    default: ON,
    check: Change(check),
}

const BREAKS: Consumers = Consumers::new(&[Consumer::Recordings, Consumer::Analyzer, Consumer::Analyzer2]);

fn check(cx: &mut ChangeContext, change: &Change) {
    let Change::MatchedEvent(kept) = change else { return };
    let MatchedEvent { old, new, alignment: Some(alignment), .. } = &**kept else { return };
    for &place in &alignment.added {
        let come = &new.parameters[place];
        let message = format!(
            "`{}` has got an argument {}, `{}`; it had {}",
            new.name,
            place + 1,
            new.declared(come),
            plural(old.parameters.len(), "argument")
        );
        let is_before_another = alignment.kept.last().is_some_and(|slot| slot.new > place);
        let numbers = if is_before_another { &[Consumer::SystemTap][..] } else { &[] };
        let span = come.span.unwrap_or(new.event.name);
        cx.report(new, span, message, kept.breaking(BREAKS.and(Consumers::new(numbers)))).label_in(
            &old.file.path,
            old.event.name,
            "the event as it was",
        );
    }
}
