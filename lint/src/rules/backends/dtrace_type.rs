//! `dtrace-type`

use crate::model::backend::words::dtrace_reads;
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a type in a spelling that the parser of SystemTap's dtrace(1) can't read: at most one of
    /// `unsigned` and `const`, one word, and stars without a blank between them. For the backend `dtrace`.
    ///
    /// ## Why it is wrong
    /// dtrace(1) warns, `Proceeding as if --no-pyparsing was given`, and names the line before. It then reads
    /// the whole file, with all events of the group, by a simpler method, which takes each line with `provider`
    /// in it for the beginning of another file (`dtrace-provider-name`).
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(unsigned long int size, const unsigned char *data) "size=%lu data=%p"
    ///          ^^^^^^^^^^^^^^^^^       ^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(unsigned long size, void *data) "size=%lu data=%p"
    /// ```
    name: "dtrace-type",
    code: "TL612",
    severity: Warning,
    default: OFF,
    check: Event(check),
    backends: [Dtrace],
}

fn check(cx: &mut Context, event: &Event) {
    if event.is_disabled || event.is_broken {
        return;
    }
    let file = cx.file;
    for argument in event.arguments.iter().filter(|argument| argument.ctype.is_some()) {
        let ctype = argument.ctype_span.text(&file.text);
        // What is wrong with a name is told elsewhere.
        if !dtrace_reads(&ctype, "name") {
            let shown = cx.shown(argument.ctype_span);
            cx.report(
                argument.ctype_span,
                format!("SystemTap's dtrace(1) warns: its parser can't read the type `{shown}`"),
            )
            .help("write a plainer one: `unsigned long`, `uint64_t`, `int8_t`, `void *`");
        }
    }
}
