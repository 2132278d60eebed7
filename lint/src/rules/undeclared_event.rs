//! `undeclared-event`

use crate::rule::*;
use crate::suggestion::nearest;

declare_rule! {
    /// ## What it does
    /// Reports a call of an event that no trace-events file of the tree declares, where nothing
    /// else bears its name: no function, macro or variable of the tree, no parameter or member of
    /// the file.
    ///
    /// ## Why it is wrong
    /// The function is never generated: the call does not compile, or does not link.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_write(int value)
    /// {
    ///     trace_foo_write(value);
    ///     trace_foo_wrote(value);
    ///     ^^^^^^^^^^^^^^^
    /// }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_write(int value)
    /// {
    ///     trace_foo_write(value);
    /// }
    /// ```
    "undeclared-event", "TL701", Error, ON, Check::Source(check)
}

fn check(cx: &mut TreeContext, Source { index: source, file }: Source) {
    let index = cx.index;
    for reference in file.source.references.iter().filter(|it| index.is_undeclared(source, it)) {
        let name = &*reference.name;
        let declared: Vec<_> = index.declared_names().collect();
        let meant = nearest(name, declared.iter().map(|name| &**name)).map(str::to_owned);
        let finding = cx.report(&file.path, reference.span, format!("no trace-events file declares `{name}`"));
        finding.event(name);
        match meant {
            Some(meant) => finding.help(format!("did you mean `trace_{meant}`?")),
            None => finding.help("declare it in the trace-events file of its directory"),
        };
        finding.causes.extend(index.events_seen(source).map(|events| events.path.clone()));
    }
}
