//! `guard-not-backends`

use crate::parse::source::{Guard, GuardForm, GuardFunction, Kind, Reference};
use crate::qemu::era::Era;
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `trace_event_get_state` where the state of an event guards code that traces it, and the
    /// generated macros `TRACE_NAME_ENABLED` and `TRACE_NAME_BACKEND_DSTATE()` in its place. Older releases than
    /// 2.10 have no better function.
    ///
    /// ## Why it is wrong
    /// `trace_event_get_state` knows only what QEMU itself has enabled. For an event that is watched from
    /// outside, by SystemTap, DTrace or LTTng, it is false; `trace_event_get_state_backends` asks them too
    /// (docs/devel/tracing.rst). `TRACE_NAME_ENABLED` is 1 for every event without `disable`, enabled or not.
    /// `TRACE_NAME_BACKEND_DSTATE()` is a part of `trace_event_get_state_backends`, for generated code only.
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
    is_judged: Era::has_state_backends,
}

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    for reference in file.source.references.iter().filter(|reference| !reference.is_dead) {
        let Kind::Guard(guard) = &reference.kind else { continue };
        let Some(message) = message(guard, &reference.name) else { continue };
        let asks_too = |other: &Reference| match &other.kind {
            Kind::Guard(it) => it.function == Some(GuardFunction::Backends) && it.body == guard.body,
            _ => false,
        };
        if index.declarations_of_any_case(&reference.name).next().is_none()
            || (guard.function.is_none() && file.source.references.iter().any(asks_too))
        {
            continue;
        }
        let asked = GuardForm::EventId.of(&reference.name);
        cx.report(&file.path, reference.span, message)
            .event(&*reference.name)
            .help(format!("call `trace_event_get_state_backends({asked})`"));
    }
}

/// What is wrong with a guard; `None` for one that asks all backends, or is about something else.
fn message(guard: &Guard, name: &str) -> Option<String> {
    match (&guard.function, guard.form) {
        (Some(GuardFunction::State), _) => {
            Some("`trace_event_get_state` does not ask the backends that are switched on from outside".into())
        }
        (Some(GuardFunction::Backends), _) => None,
        (_, GuardForm::Enabled) if !guard.is_in_directive && guard.body.is_some() => Some(format!(
            "`{}` says that the event is compiled in, not that it is enabled",
            guard.form.of(name)
        )),
        (_, GuardForm::BackendDstate) => {
            Some(format!("`{}()` is for generated code only", guard.form.of(name)))
        }
        _ => None,
    }
}
