//! `guard-other-event`

use crate::parse::source::Kind;
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports code that runs only when one event is enabled, and traces only others.
    ///
    /// ## Why it is wrong
    /// Whoever switches on the events that are traced sees nothing.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(const char *what) "what=%s"
    /// foo_write(const char *what) "what=%s"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(void) { trace_foo_read(""); }
    /// void foo_write(void)
    /// {
    ///     if (trace_event_get_state_backends(TRACE_FOO_READ)) {
    ///                                        ^^^^^^^^^^^^^^
    ///         trace_foo_write(describe());
    ///     }
    /// }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(const char *what) "what=%s"
    /// foo_write(const char *what) "what=%s"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(void) { trace_foo_read(""); }
    /// void foo_write(void)
    /// {
    ///     if (trace_event_get_state_backends(TRACE_FOO_WRITE)) {
    ///         trace_foo_write(describe());
    ///     }
    /// }
    /// ```
    name: "guard-other-event",
    code: "TL708",
    severity: Warning,
    default: ON,
    check: Source(check),
}

/// Of more guards in one condition the others are not looked at.
const MOST_GUARDS: usize = 16;

fn check(cx: &mut TreeContext, Source { file, .. }: Source) {
    let index = cx.index;
    let references = &file.source.references;
    for (place, reference) in references.iter().enumerate().filter(|(_, reference)| !reference.is_dead) {
        let Kind::Guard(guard) = &reference.kind else { continue };
        let Some(body) = guard.body else { continue };
        let is_declared = |name: &str| index.declarations_of_any_case(name).next().is_some();
        if !is_declared(&reference.name) {
            continue;
        }
        let inside = references[place + 1..]
            .iter()
            .take_while(|other| other.span.start < body.end)
            .filter(|other| other.span.start >= body.start)
            .filter(|other| matches!(other.kind, Kind::Call(_) | Kind::Value));
        let traced: Vec<_> = inside.filter(|other| is_declared(&other.name)).collect();
        // Of several guards of one body, joined by `&&`, each may be about one of the events.
        let near = references[place.saturating_sub(MOST_GUARDS)..].iter();
        let beside = near.take_while(|other| other.span.start < body.start);
        let guards = beside.filter(|other| match &other.kind {
            Kind::Guard(guard) => guard.body == Some(body),
            _ => false,
        });
        let is_its = guards
            .clone()
            .any(|guard| traced.iter().any(|other| other.name.eq_ignore_ascii_case(&guard.name)));
        let Some(first) = traced.first() else { continue };
        if is_its {
            continue;
        }
        let upper = reference.name.to_uppercase();
        let other = &first.name;
        let message = format!("`TRACE_{upper}` guards code that traces `{other}` and not its event");
        let span = first.span;
        cx.report(&file.path, reference.span, message)
            .event(&*reference.name)
            .help(format!("ask for the state of `TRACE_{}`", other.to_uppercase()))
            .label(span, format!("`{other}` is traced here"));
    }
}
