//! What a tree has: its files, events, calls and guards, in numbers.

use crate::model::index::Index;
use crate::parse::source::{GuardFunction, Kind, Reference};

/// What a tree has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub files: usize,
    pub events: usize,
    /// Sources that concern tracing.
    pub sources: usize,
    /// Calls of declared events that are not in `#if 0`. A name that a macro pastes together is a
    /// call, a function pointer is none.
    pub calls: usize,
    /// `trace_event_get_state` and `trace_event_get_state_backends` of declared events, outside
    /// of `#if 0`.
    pub guards: usize,
    /// Events with the property `disable`.
    pub disabled: usize,
    /// Events that nothing calls, disabled ones among them.
    pub unused: usize,
}

impl Counts {
    /// Counts what is in a tree. Which events are unused is for their rule to say.
    pub(crate) fn new(index: &Index, unused: usize) -> Counts {
        let events = || index.events.iter().flat_map(|file| &file.events);
        let is_wanted = |reference: &&Reference| !reference.is_dead;
        let references = || index.sources.iter().flat_map(|file| &file.source.references).filter(is_wanted);
        Counts {
            files: index.events.len(),
            events: events().count(),
            sources: index.sources.len(),
            calls: references().filter(|reference| is_call(reference, index)).count(),
            guards: references().filter(|reference| is_guard(reference, index)).count(),
            disabled: events().filter(|event| event.is_disabled).count(),
            unused,
        }
    }
}

fn is_call(reference: &Reference, index: &Index) -> bool {
    matches!(reference.kind, Kind::Call(_)) && index.declarations(&reference.name).next().is_some()
}

fn is_guard(reference: &Reference, index: &Index) -> bool {
    let Kind::Guard(guard) = &reference.kind else { return false };
    let asks = matches!(
        guard.function,
        Some(GuardFunction::Backends | GuardFunction::State | GuardFunction::VcpuState)
    );
    asks && index.declarations_of_any_case(&reference.name).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::Counts;
    use crate::model::index::index_of;
    use crate::text::fixture::files;

    #[test]
    fn everything_is_counted_once() {
        let index = index_of(&files(
            r#"
            --- hw/a/trace-events
            one(int x) "%d"
            disable two(void) ""
            bad
            --- hw/b/trace-events
            one(int x) "%d"
            Mixed(void) ""
            --- hw/a/a.c
            #include "trace.h"
            void f(void) {
             trace_one(1); trace_gone(2); g(trace_one); // trace_two()
            }
            #if 0
            void g(void) { trace_two(); }
            #endif
            --- hw/b/b.c
            void h(void) {
            if (trace_event_get_state(TRACE_ONE) && trace_event_get_state_backends(TRACE_MIXED)) {
            trace_Mixed();
             }
             if (trace_event_get_state(TRACE_GONE) || TRACE_ONE_ENABLED) { }
            }
            --- hw/b/c.c
            void nothing(void) {}
            "#,
        ));
        let counts = Counts::new(&index, 7);
        let sources = index.sources.len();
        let expected = Counts { files: 2, events: 5, sources, calls: 2, guards: 2, disabled: 1, unused: 7 };
        assert_eq!(counts, expected);
    }
}
