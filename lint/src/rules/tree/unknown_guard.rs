//! `unknown-guard`

use crate::parse::source::{GuardForm, GuardFunction, Kind};
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;
use crate::text::nearest::nearest;
use rustc_hash::FxHashMap;

declare_rule! {
    /// ## What it does
    /// Reports `trace_event_get_state` or `trace_event_get_state_backends` of a `TRACE_NAME` that
    /// belongs to no declared event.
    ///
    /// ## Why it is wrong
    /// The constant is never generated: it does not compile.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_read(const char *what) "what=%s"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_read(void)
    /// {
    ///     if (trace_event_get_state_backends(TRACE_FOO_RAED)) {
    ///                                        ^^^^^^^^^^^^^^
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
    name: "unknown-guard",
    code: "TL706",
    severity: Error,
    default: ON,
    check: Source(check),
}

fn check(cx: &mut TreeContext, Source { index: source, file }: Source) {
    let index = cx.index;
    let mut known: FxHashMap<&str, String> = FxHashMap::default();
    for reference in file.source.references.iter().filter(|reference| !reference.is_dead) {
        let Kind::Guard(guard) = &reference.kind else { continue };
        let asks = matches!(guard.function, Some(GuardFunction::Backends | GuardFunction::State));
        let name = &*reference.name;
        // `TRACE_X_ENABLED` belongs to the event `x`, or is that of an event `x_enabled`.
        let longer = (guard.form == GuardForm::Enabled).then(|| format!("{name}_enabled"));
        let is_declared = |name: &str| index.declarations_of_any_case(name).next().is_some();
        if !asks
            || is_declared(name)
            || longer.as_deref().is_some_and(is_declared)
            || crate::model::index::is_generated(name, &index.tree.commands)
        {
            continue;
        }
        let advice = known.entry(name).or_insert_with(|| {
            let declared: Vec<_> = index.declared_names().collect();
            match nearest(name, declared.iter().map(|name| &**name)) {
                Some(meant) => format!("did you mean `TRACE_{}`?", meant.to_uppercase()),
                None => "it is TRACE_ and the name of the event in upper case".into(),
            }
        });
        let shown = name.to_uppercase();
        let finding =
            cx.report(&file.path, reference.span, format!("`TRACE_{shown}` belongs to no declared event"));
        finding.event(name).help(advice.as_str());
        finding.causes.extend(index.events_seen(source).map(|events| events.path.clone()));
    }
}
