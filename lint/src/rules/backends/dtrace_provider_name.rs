//! `dtrace-provider-name`

use crate::model::backend::words::in_d;
use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use crate::text::Span;

declare_rule! {
    /// ## What it does
    /// Reports an event or an argument with `provider` in its name. For the backend `dtrace`.
    ///
    /// ## Why it is wrong
    /// Without the Python module pyparsing, or after a type that its grammar can't read, SystemTap's dtrace(1)
    /// takes each line with this word for a new provider. The header then lacks the probe, and those that
    /// follow have names that QEMU does not call: a build with `--enable-trace-backends=dtrace` does not
    /// compile. Debian installs dtrace(1) without pyparsing.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_set_provider(int fd) "fd=%d"
    /// ^^^^^^^^^^^^^^^^
    /// foo_read(int provider_id) "id=%d"
    ///              ^^^^^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_set_source(int fd) "fd=%d"
    /// foo_read(int source_id) "id=%d"
    /// ```
    name: "dtrace-provider-name",
    code: "TL615",
    severity: Error,
    default: OFF,
    check: Event(check),
    backends: [Dtrace],
}

fn check(cx: &mut Context, event: &Event) {
    if event.is_disabled || event.is_broken {
        return;
    }
    let file = cx.file;
    let names = event.arguments.iter().map(|argument| argument.name);
    let takes = |span: &Span| in_d(&span.text(&file.text)).contains("provider");
    // One line is one provider: the first name is enough.
    let Some(first) = [event.name].into_iter().chain(names).find(takes) else { return };
    let shown = cx.shown(first);
    cx.report(first, format!("without pyparsing dtrace(1) takes the line of `{shown}` for a new provider"))
        .help("use a name without `provider`: a build with the dtrace backend does not compile");
}
