//! `simple-backend-name`

use crate::model::backend::simple::is_simple_string;
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports names of events and arguments that the simple backend's generated C uses for itself:
    /// an argument `rec`, or `args_len` beside a string `s`; an event `record_start`. For the backend `simple`.
    ///
    /// ## Why it is wrong
    /// A build with `--enable-trace-backends=simple` does not compile. The default backend, `log`,
    /// does not mind.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_read(void *rec, const char *name, int argname_len) "rec=%p name=%s len=%d"
    ///                ^^^
    ///                                           ^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_read(void *record, const char *name, int length) "record=%p name=%s len=%d"
    /// ```
    name: "simple-backend-name",
    code: "TL206",
    severity: Error,
    default: OFF,
    check: Event(check),
    backends: [Simple],
}

/// What every generated function of the backend uses.
const ALWAYS: [&str; 5] =
    ["MAX_TRACE_STRLEN", "TraceBufferRecord", "rec", "trace_record_finish", "trace_record_start"];
/// What it uses for strings.
const FOR_STRINGS: [&str; 3] = ["size_t", "strlen", "trace_record_write_str"];
/// What it uses for other arguments.
const FOR_OTHERS: [&str; 2] = ["trace_record_write_u64", "uint64_t"];
/// Events whose names trace/simple.h has taken.
const EVENTS: [&str; 4] = ["record_finish", "record_start", "record_write_str", "record_write_u64"];

fn check(cx: &mut Context, event: &Event) {
    // Before 10.2 the backend's own file, which includes trace/simple.h, asks whether TRACE_NAME is on.
    let old = cx.era.prints_twice();
    let name = cx.file.name(event);
    if EVENTS.contains(&name.as_ref()) || (old && name.eq_ignore_ascii_case("simple_h")) {
        cx.report(event.name, format!("`{name}` is a name of the simple backend itself"))
            .help("choose another name");
    }
    if event.is_disabled {
        return;
    }
    let types: Vec<String> = event.arguments.iter().map(|argument| cx.shown(argument.ctype_span)).collect();
    let lengths: Vec<String> = event
        .arguments
        .iter()
        .zip(&types)
        .filter(|(_, ctype)| is_simple_string(ctype))
        .map(|(argument, _)| format!("arg{}_len", cx.shown(argument.name)))
        .collect();
    let has_pointer = types.iter().any(|ctype| ctype.ends_with('*') && !is_simple_string(ctype));
    for argument in &event.arguments {
        let name = cx.shown(argument.name);
        let taken = ALWAYS.contains(&name.as_str())
            || (!lengths.is_empty() && FOR_STRINGS.contains(&name.as_str()))
            || (lengths.len() < types.len() && FOR_OTHERS.contains(&name.as_str()))
            || (has_pointer && name == "uintptr_t")
            || lengths.contains(&name);
        if taken {
            cx.report(argument.name, format!("the simple backend uses the name `{name}` itself"))
                .help("choose another name: a build with that backend does not compile");
        }
    }
}
