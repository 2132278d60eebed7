//! `undeclared-event`

use crate::groups::{directory_of, group_name};
use crate::rule::*;
use crate::suggestion::nearest;

declare_rule! {
    /// ## What it does
    /// Reports a call of an event that no trace-events file of the tree declares, where nothing
    /// else in the tree bears its name: no function, macro, variable or parameter.
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
    for reference in file.source.references.iter().filter(|reference| index.is_undeclared(reference)) {
        let name = &*reference.name;
        let declared: Vec<_> = index.declared_names().collect();
        let meant = nearest(name, declared.iter().map(|name| &**name)).map(str::to_owned);
        let finding = cx.report(&file.path, reference.span, format!("no trace-events file declares `{name}`"));
        finding.event(name);
        match meant {
            Some(meant) => finding.help(format!("did you mean `trace_{meant}`?")),
            None => finding.help("declare it in the trace-events file of its directory"),
        };
        for events in &index.events {
            if index.groups_seen(source).sees(&group_name(directory_of(&events.path))) {
                finding.cause(&events.path);
            }
        }
    }
}
