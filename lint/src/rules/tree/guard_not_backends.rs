//! `guard-not-backends`

use crate::parse::source::{GuardFunction, Kind};
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `trace_event_get_state` where the state of an event guards code that traces it.
    ///
    /// ## Why it is wrong
    /// It knows only what QEMU itself has switched on. An event that is watched from outside, by
    /// SystemTap, DTrace or LTTng, is off for it; `trace_event_get_state_backends` asks them too
    /// (docs/devel/tracing.rst).
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(const char *what) "what=%s"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(void)
    /// {
    ///     if (trace_event_get_state(TRACE_FOO_READ)) {
    ///                               ^^^^^^^^^^^^^^
    ///         trace_foo_read(describe());
    ///     }
    /// }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(const char *what) "what=%s"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(void)
    /// {
    ///     if (trace_event_get_state_backends(TRACE_FOO_READ)) {
    ///         trace_foo_read(describe());
    ///     }
    /// }
    /// ```
    name: "guard-not-backends",
    code: "TL707",
    severity: Warning,
    default: ON,
    check: Source(check),
}

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    for reference in file.source.references.iter().filter(|reference| !reference.is_dead) {
        let Kind::Guard(guard) = &reference.kind else { continue };
        let is_declared = index.declarations_of_any_case(&reference.name).next().is_some();
        if guard.function != Some(GuardFunction::State) || !is_declared {
            continue;
        }
        let message = "`trace_event_get_state` does not ask the backends that are switched on from outside";
        cx.report(&file.path, reference.span, message)
            .event(&*reference.name)
            .help("call `trace_event_get_state_backends`");
    }
}
