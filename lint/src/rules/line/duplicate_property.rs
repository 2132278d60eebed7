//! `duplicate-property`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::diagnostic::Fix;
use crate::rules::lint::declare_rule;
use crate::text::Span;
use rustc_hash::FxHashMap;

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
    /// Safe: removes the second, which has no effect.
    name: "duplicate-property",
    code: "TL006",
    severity: Warning,
    default: ON,
    check: Event(check),
    fix: Safe,
    tag: Unnecessary,
}

fn check(cx: &mut Context, event: &Event) {
    let file = cx.file;
    let mut seen: FxHashMap<&[u8], Span> = FxHashMap::default();
    for (index, &span) in event.properties.iter().enumerate() {
        let Some(&first) = seen.get(file.bytes(span)) else {
            seen.insert(file.bytes(span), span);
            continue;
        };
        let message = format!("the property `{}` stands twice", cx.shown(span));
        let finding = cx.report(span, message);
        finding.label(first, "first here");
        // In a line that can't be read anything may stand between the two.
        if !event.is_broken {
            let next = event.properties.get(index + 1).unwrap_or(&event.name);
            let gone = Span { start: span.start, end: next.start };
            finding.fix(Fix::new("Remove the second", true, gone, ""));
        }
    }
}
