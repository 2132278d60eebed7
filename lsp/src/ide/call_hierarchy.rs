//! Who makes an event happen, by the function round the call; and which events a function makes
//! happen.

use super::call_sites::declared;
use super::place::Place;
use trace_lint::model::index::{Declaration, Index, Site};
use trace_lint::parse::source::FunctionKind;
use trace_lint::text::Span;

/// An event, or whatever calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub name: String,
    pub kind: ItemKind,
    /// Its name in its file.
    pub place: Place,
    pub span: Span,
}

/// What takes part in calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    Event,
    /// A function or method.
    Function,
    Macro,
    /// A source, for calls outside of all functions.
    File,
}

/// An item, and where it calls or is called: spans of the caller's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calls {
    pub item: Item,
    /// The names at the calls.
    pub spans: Vec<Span>,
}

pub fn event_item(declaration: Declaration) -> Item {
    let Declaration { file, event } = declaration;
    Item {
        name: file.name(event).into_owned(),
        kind: ItemKind::Event,
        place: declared(declaration),
        span: file.tree.lines[event.line].span,
    }
}

/// Who calls an event, in the order of the sources. Of a function it is not known here.
pub fn incoming(index: &Index, item: &Item) -> Vec<Calls> {
    let mut found: Vec<Calls> = Vec::new();
    for site in declaration_of(index, item).into_iter().flat_map(|it| index.users(it)) {
        let caller = caller(site);
        let span = site.reference.span;
        match found.iter_mut().rev().find(|calls| calls.item == caller) {
            Some(calls) => calls.spans.push(span),
            None => found.push(Calls { item: caller, spans: vec![span] }),
        }
    }
    found
}

/// The events that a function calls, in the order of its text.
pub fn outgoing(index: &Index, item: &Item) -> Vec<Calls> {
    let mut found: Vec<Calls> = Vec::new();
    let Some(source) = index.find_source(&item.place.path).filter(|_| item.kind != ItemKind::Event) else {
        return found;
    };
    let file = &index.sources[source];
    for reference in &file.source.references {
        let site = Site { source, file, reference };
        if !is_same(&caller(site), item) {
            continue;
        }
        for declaration in index.meant(site) {
            if !index
                .users(declaration)
                .any(|user| user.source == source && user.reference.span == reference.span)
            {
                continue;
            }
            let event = event_item(declaration);
            match found.iter_mut().find(|calls| calls.item == event) {
                Some(calls) => calls.spans.push(reference.span),
                None => found.push(Calls { item: event, spans: vec![reference.span] }),
            }
        }
    }
    found
}

fn declaration_of<'a>(index: &'a Index, item: &Item) -> Option<Declaration<'a>> {
    let file = &index.events[index.find_events(&item.place.path)?];
    let event = file.events.iter().find(|event| file.name(event) == item.name)?;
    (item.kind == ItemKind::Event).then_some(Declaration { file, event })
}

/// True for one thing, though its file may have been edited.
fn is_same(one: &Item, other: &Item) -> bool {
    (&one.place.path, &one.name, one.kind) == (&other.place.path, &other.name, other.kind)
}

/// What is round a call.
fn caller(site: Site) -> Item {
    let function = site.reference.function.and_then(|at| site.file.source.functions.get(at as usize));
    let path = site.file.path.clone();
    match function {
        Some(function) => Item {
            name: function.name.to_string(),
            kind: match function.kind {
                FunctionKind::Macro => ItemKind::Macro,
                FunctionKind::Function | FunctionKind::Method => ItemKind::Function,
            },
            place: Place { path, span: function.name_span },
            span: function.span,
        },
        None => Item {
            name: path.rsplit('/').next().unwrap_or_default().to_owned(),
            kind: ItemKind::File,
            place: Place { path, span: Span::default() },
            span: Span::default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::*;

    #[test]
    fn by_function() {
        let tree = Tree::new(
            r#"
            --- hw/a/trace-events
            x(void) ""
            y(void) ""
            --- hw/a/a.c
            #include "trace.h"
            #define M trace_x()
            void f(void)
            {
                trace_x();
                if (TRACE_X) {
                    trace_x();
                    trace_y();
                }
            }
            static int g(void) { trace_x(); }
            FOO(trace_x)
            "#,
        );
        let (index, source) = (&tree.index, tree.text("hw/a/a.c"));
        let x = event_item(index.declarations("x").next().unwrap());
        let callers: Vec<_> =
            incoming(index, &x).into_iter().map(|it| (it.item.name, it.item.kind, it.spans.len())).collect();
        let expected = [
            ("M", ItemKind::Macro, 1),
            ("f", ItemKind::Function, 2),
            ("g", ItemKind::Function, 1),
            ("a.c", ItemKind::File, 1),
        ];
        assert_eq!(callers, expected.map(|(name, kind, count)| (name.to_owned(), kind, count)));
        let f = incoming(index, &x).remove(1).item;
        assert_eq!(&source[f.place.span.range()], "f");
        assert!(source[f.span.range()].starts_with("void f(") && source[f.span.range()].ends_with('}'));
        let called: Vec<_> =
            outgoing(index, &f).into_iter().map(|it| (it.item.name, it.spans.len())).collect();
        assert_eq!(called, [("x".to_owned(), 2), ("y".to_owned(), 1)]);
        assert_eq!(incoming(index, &f), []);
        assert_eq!(outgoing(index, &x), []);
        // The event is another by now.
        assert_eq!(incoming(index, &Item { name: "z".into(), ..x }), []);
    }
}
