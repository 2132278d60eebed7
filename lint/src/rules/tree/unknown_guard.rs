//! `unknown-guard`

use crate::model::index::{Index, is_generated};
use crate::parse::source::{Guard, GuardForm, GuardFunction, Kind};
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;
use crate::text::nearest::nearest;
use rustc_hash::FxHashMap;

declare_rule! {
    /// ## What it does
    /// Reports a guard of an event that no trace-events file declares. A guard is `TRACE_NAME` passed to
    /// `trace_event_get_state`, `trace_event_get_state_backends` or `trace_event_get_vcpu_state`, the macro
    /// `TRACE_NAME_BACKEND_DSTATE()`, and `TRACE_NAME_ENABLED` as a condition; the last only if an event has nearly
    /// that name.
    ///
    /// ## Why it is wrong
    /// The name is never generated: the guard does not compile.
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
    let mut known: FxHashMap<&str, Option<String>> = FxHashMap::default();
    for reference in file.source.references.iter().filter(|reference| !reference.is_dead) {
        let Kind::Guard(guard) = &reference.kind else { continue };
        let name = &*reference.name;
        if !may_be_unknown(guard) || is_known(index, name, guard.form) {
            continue;
        }
        let meant = known.entry(name).or_insert_with(|| {
            let declared: Vec<_> = index.declared_names().collect();
            nearest(name, declared.iter().map(|name| &**name)).map(str::to_owned)
        });
        // Anything may have a name that ends in `_ENABLED`, such as a constant that the build generates.
        if meant.is_none() && guard.form == GuardForm::Enabled && guard.function.is_none() {
            continue;
        }
        let form = if guard.function.is_some() { GuardForm::EventId } else { guard.form };
        let help = match meant {
            Some(meant) => format!("did you mean `{}`?", form.of(meant)),
            None => "it is TRACE_ and the name of the event in upper case".into(),
        };
        let message = format!("`{}` belongs to no declared event", form.of(name));
        let finding = cx.report(&file.path, reference.span, message);
        finding.event(name).help(help);
        finding.causes.extend(index.events_seen(source).map(|events| events.path.clone()));
    }
}

/// True for what can be nothing but the guard of an event, or is used as one.
fn may_be_unknown(guard: &Guard) -> bool {
    match guard.function {
        Some(GuardFunction::Backends | GuardFunction::State | GuardFunction::VcpuState) => true,
        Some(GuardFunction::Other(_)) | None => match guard.form {
            GuardForm::BackendDstate => true,
            GuardForm::Enabled => !guard.is_in_directive && (guard.body.is_some() || guard.is_negated),
            _ => false,
        },
    }
}

/// True when an event is declared that the guard may be of, or when something else has its name.
fn is_known(index: &Index, name: &str, form: GuardForm) -> bool {
    let is_declared = |name: &str| index.declarations_of_any_case(name).next().is_some();
    // `TRACE_X_ENABLED` belongs to the event `x`, or is that of an event `x_enabled`.
    let longer = form.of(name).to_lowercase();
    let longer = longer.trim_start_matches('_').trim_start_matches("trace_");
    is_declared(name)
        || (form == GuardForm::Enabled && is_declared(longer))
        || (form != GuardForm::EventId && index.is_defined_anywhere(longer))
        || is_generated(name, &index.facts.commands)
}
