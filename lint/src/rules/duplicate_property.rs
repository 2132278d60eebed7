//! `duplicate-property`

use crate::diagnostic::Fix;
use crate::event::Event;
use crate::rule::*;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports a property that is written twice.
    ///
    /// ## Why it is wrong
    /// tracetool accepts it without a word; the second says nothing.
    ///
    /// ## Example
    /// ```trace-events
    /// disable disable foo_read(int fd) "fd=%d"
    ///         ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// disable foo_read(int fd) "fd=%d"
    /// ```
    ///
    /// ## Fix
    /// Removes the second.
    "duplicate-property", "TL006", Warning, ON, Check::Event(check)
}

fn check(cx: &mut Context, event: &Event) {
    for (index, &span) in event.properties.iter().enumerate() {
        let first = event.properties[..index].iter().find(|other| cx.file.bytes(**other) == cx.file.bytes(span));
        let Some(&first) = first else { continue };
        let next = event.properties.get(index + 1).unwrap_or(&event.name);
        let gone = Span { start: span.start, end: next.start };
        let message = format!("the property `{}` stands twice", cx.shown(span));
        cx.report(span, message)
            .label(first, "first here")
            .fix(Fix::new("Remove the second", true, gone, ""));
    }
}
