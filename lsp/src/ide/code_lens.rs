//! Code lenses: over each event how often it is called.

use super::place::Place;
use std::sync::Arc;
use trace_lint::model::index::{Declaration, Index, is_generated};
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::text::Span;

/// What is shown over an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// `3 call sites`
    pub title: String,
    /// Where it is called.
    pub places: Vec<Place>,
}

/// The names of the events that get a lens.
pub fn lensed(file: &File, index: &Index) -> Vec<Span> {
    if !index.has_sources || file.is_of_build {
        return Vec::new();
    }
    let is_generated = |event: &&Event| is_generated(&file.name(event), &index.facts.commands);
    file.events.iter().filter(|event| !is_generated(event)).map(|event| event.name).collect()
}

/// The lens of the event whose name begins at an offset.
pub fn lens(file: &Arc<File>, index: &Index, offset: u32) -> Option<Lens> {
    let event = file.event_at(offset).filter(|event| event.name.start == offset)?;
    let users = index.users(Declaration { file, event });
    let places: Vec<Place> =
        users.map(|site| Place { path: site.file.path.clone(), span: site.reference.span }).collect();
    let title = match places.len() {
        0 => "never called".into(),
        1 => "1 call site".into(),
        count => format!("{count} call sites"),
    };
    Some(Lens { title, places })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::*;

    #[test]
    fn calls_are_counted() {
        let tree = Tree::new(
            r#"
            --- hw/x/trace-events
            a(void) ""
            b(void) ""
            c(void) ""
            broken(
            --- hw/x/a.c
            #include "trace.h"
            void f(void) { trace_a(); trace_b(); trace_b(); }
            "#,
        );
        let index = &tree.index;
        let file = &index.events[0];
        let lenses: Vec<_> =
            lensed(file, index).iter().filter_map(|span| lens(file, index, span.start)).collect();
        let titles: Vec<_> = lenses.iter().map(|lens| &*lens.title).collect();
        assert_eq!(titles, ["1 call site", "2 call sites", "never called", "never called"]);
        let place = &lenses[0].places[0];
        assert_eq!(tree.shown(place), "hw/x/a.c:2: trace_a");
        assert_eq!(lens(file, index, 1), None);
        assert!(lensed(file, &Index::default()).is_empty());
    }
}
