//! `void-argument`

use crate::parse::events::Event;
use crate::parse::events::{ArgumentKind, LineKind};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `void` beside other arguments.
    ///
    /// ## Why it is wrong
    /// `void` says that there is no argument. tracetool drops it wherever it stands, without a
    /// word; an argument may be missing.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(void, int fd) "fd=%d"
    ///          ^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(int fd) "fd=%d"
    /// ```
    name: "void-argument",
    code: "TL105",
    severity: Warning,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    let Some(LineKind::Event(node)) = cx.file.tree.lines.get(event.line).map(|line| &line.kind) else {
        return;
    };
    if node.arguments.len() < 2 {
        return;
    }
    for argument in node.arguments.iter().filter(|argument| argument.kind == ArgumentKind::Void) {
        cx.report(argument.span, "`void` beside other arguments is dropped without a word")
            .help("remove it, or write the argument that was meant (a pointer is `void *name`)");
    }
}
