//! `reserved-argument-name`

use crate::parse::events::Event;
use crate::qemu::printf::{CType, describe};
use crate::qemu::reserved::{is_keyword, macro_hosts};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::rules::rule::Severity;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports an argument whose name is a keyword of C, a macro of the system's headers, or
    /// something that the generated code itself uses.
    ///
    /// ## Why it is wrong
    /// tracetool copies the name into a C function as it is. The name of a type is refused where the
    /// function, or a later argument, uses the type; elsewhere it compiles, and is only a warning.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_switch(int default, int linux) "default=%d linux=%d"
    ///                ^^^^^^^      ^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_switch(int fallback, int is_linux) "default=%d linux=%d"
    /// ```
    name: "reserved-argument-name",
    code: "TL106",
    severity: Error,
    default: ON,
    check: Event(check),
}

fn check(cx: &mut Context, event: &Event) {
    let (file, all) = (cx.file, cx.era.hosts());
    for (index, argument) in event.arguments.iter().enumerate() {
        let Ok(name) = std::str::from_utf8(file.bytes(argument.name)) else { continue };
        if is_keyword(name) {
            cx.report(argument.name, format!("`{name}` is a keyword of C")).help("choose another name");
            continue;
        }
        let hosts = macro_hosts(name).intersection(all);
        let (what, hosts) = match used(cx, event, index, name) {
            _ if !hosts.is_empty() => {
                ("a macro of the compiler, or of a header that trace code includes", hosts)
            }
            Some(what) => (what, all),
            None if CType::words().any(|word| word == name) => {
                cx.report(argument.name, format!("`{name}` is the name of a type"))
                    .severity(Severity::Warning)
                    .help("choose another name");
                continue;
            }
            None => continue,
        };
        let name = cx.shown(argument.name);
        let scope = if hosts == all { String::new() } else { format!(": wrong on {}", describe(hosts, all)) };
        cx.report(argument.name, format!("`{name}` is {what}{scope}"))
            .help("choose another name: tracetool copies it into a C function")
            .hosts(hosts);
    }
}

/// What the generated function, or a later argument's type, uses under the name of an argument.
fn used(cx: &Context, event: &Event, index: usize, name: &str) -> Option<&'static str> {
    let old = cx.era.prints_twice();
    // An event with more than ten arguments is refused for that.
    let later = event.arguments[index + 1..].iter().take(10);
    let is_type = |span: Span| {
        span.len() >= name.len()
            && span.of(&cx.file.text).split(|byte| b" *".contains(byte)).any(|word| word == name.as_bytes())
    };
    match name {
        "qemu_log" | "qemu_loglevel_mask" | "__builtin_expect" => {
            Some("a function that the generated code calls")
        }
        "gettimeofday" | "qemu_get_thread_id" if old => Some("a function that the generated code calls"),
        "_now" if old => Some("a variable of the generated code"),
        "LOG_TRACE" => Some("a macro that the generated code uses"),
        "TRACE_VCPU_EVENT_NONE" => Some("a macro of <trace/event-internal.h>"),
        "coroutine_fn" | "no_coroutine_fn" | "coroutine_mixed_fn" if cx.era.has_coroutine_macros() => {
            Some("a macro of <qemu/osdep.h>")
        }
        "size_t" if old => Some("a type that the generated code uses"),
        "__cpu"
            if cx.era.adds_vcpu_argument()
                && event.properties.iter().any(|property| cx.file.bytes(*property) == b"vcpu") =>
        {
            Some("an argument that the property `vcpu` adds")
        }
        _ if later.map(|argument| argument.ctype_span).any(is_type) => {
            Some("a type that a later argument has")
        }
        _ => None,
    }
}
