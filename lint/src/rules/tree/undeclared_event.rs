//! `undeclared-event`

use crate::parse::source::{Language, language};
use crate::rules::context::{Source, TreeContext};
use crate::rules::lint::declare_rule;
use crate::text::nearest::nearest;
use rustc_hash::FxHashMap;

declare_rule! {
    /// ## What it does
    /// Reports a call of an event that no trace-events file of the tree declares, where nothing
    /// else bears its name: no function, macro or variable of the tree, no parameter or member of
    /// the file.
    ///
    /// ## Why it is wrong
    /// The function is never generated: the call does not compile, or does not link.
    ///
    /// ## Example
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_write(int value)
    /// {
    ///     trace_foo_write(value);
    ///     trace_foo_wrote(value);
    ///     ^^^^^^^^^^^^^^^
    /// }
    /// ```
    ///
    /// ## Use instead
    /// ```tree
    /// --- hw/foo/trace-events
    /// foo_write(int value) "value=%d"
    /// --- hw/foo/foo.c
    /// #include "trace.h"
    /// void foo_write(int value)
    /// {
    ///     trace_foo_write(value);
    /// }
    /// ```
    name: "undeclared-event",
    code: "TL701",
    severity: Error,
    default: ON,
    check: Source(check),
}

fn check(cx: &mut TreeContext, Source { index: source, file }: Source) {
    let index = cx.index;
    // What was found out about each name: a generated source may call one a thousand times.
    let mut known: FxHashMap<&str, Option<String>> = FxHashMap::default();
    let is_rust = language(file.path.as_bytes()) == Some(Language::Rust);
    let has_guards = is_rust && cx.era.has_rust_probes();
    // In Rust a function asks for the state of an event.
    let is_guard = |name: &str| {
        let event = name.strip_suffix("_enabled").filter(|_| has_guards);
        event.is_some_and(|event| index.declarations(event).next().is_some())
    };
    for reference in file.source.references.iter().filter(|it| it.needs_declaration()) {
        let name = &*reference.name;
        if is_guard(name) {
            continue;
        }
        let advice = known.entry(name).or_insert_with(|| {
            index.is_undeclared(source, name).then(|| {
                let declared: Vec<_> = index.declared_names().collect();
                match nearest(name, declared.iter().map(|name| &**name)) {
                    Some(meant) => format!("did you mean `trace_{meant}`?"),
                    None => "declare it in the trace-events file of its directory".into(),
                }
            })
        });
        let Some(advice) = advice else { continue };
        let finding =
            cx.report(&file.path, reference.span, format!("no trace-events file declares `{name}`"));
        finding.event(name).help(advice.as_str());
        finding.causes.extend(index.events_seen(source).map(|events| events.path.clone()));
    }
}
