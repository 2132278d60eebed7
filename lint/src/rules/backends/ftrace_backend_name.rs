//! `ftrace-backend-name`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports names of events and arguments that the generated code of the backend `ftrace` uses for
    /// itself: an argument `ftrace_write`, or up to 10.1 `write`, `unused`, `trlen`, `ftrace_buf`; an event
    /// `marker_fd`.
    ///
    /// ## Why it is wrong
    /// A build with `--enable-trace-backends=ftrace` does not compile. The default backend, `log`, does
    /// not mind.
    ///
    /// ## Example
    /// ```trace-events
    /// marker_fd(int ftrace_write) "fd=%d"
    /// ^^^^^^^^^
    ///               ^^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_marker(int fd) "fd=%d"
    /// ```
    name: "ftrace-backend-name",
    code: "TL632",
    severity: Error,
    default: OFF,
    check: Event(check),
    backends: [Ftrace],
}

/// What the function held when the line was printed in it, up to 10.1.
const OLD: [&str; 6] = ["ftrace_buf", "snprintf", "trace_marker_fd", "trlen", "unused", "write"];

fn check(cx: &mut Context, event: &Event) {
    let is_old = cx.era.has_ftrace_buffer();
    let name = cx.file.name(event);
    let is_header = name.eq_ignore_ascii_case("ftrace_h") && !event.is_disabled;
    if name == "marker_fd" || is_header {
        cx.report(event.name, format!("`{name}` is a name of the ftrace backend itself"))
            .help("choose another name");
    }
    for argument in &event.arguments {
        let name = cx.shown(argument.name);
        let in_body = if is_old { OLD.contains(&name.as_str()) } else { name == "ftrace_write" };
        // The header is included, so that its macros are there for disabled events, too.
        if name == "MAX_TRACE_STRLEN" || (in_body && !event.is_disabled) {
            cx.report(argument.name, format!("the ftrace backend uses the name `{name}` itself"))
                .help("choose another name: a build with that backend does not compile");
        }
    }
}
