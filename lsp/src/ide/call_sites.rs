//! From an event's declaration to its call sites and back, from a heading to its sources, from an
//! include to the events that it brings.

use super::place::Place;
use super::target::{Target, conversions, group_file};
use trace_lint::model::index::{Declaration, Index, Site};
use trace_lint::parse::groups::directory_of;
use trace_lint::parse::source::Kind;
use trace_lint::text::Span;

/// Where what is named comes from: of a declaration its call sites, of a name in a source its
/// declaration, of a heading and of an include the file.
pub fn definition(index: &Index, target: &Target) -> Vec<Place> {
    match target {
        Target::Event(declaration) => index.users(*declaration).map(place_of).collect(),
        Target::Site(_) | Target::Listed { .. } => {
            target.declarations(index).into_iter().map(declared).collect()
        }
        Target::Argument { declaration, argument, .. } => {
            let span = declaration.event.arguments[*argument].name;
            vec![Place { path: declaration.file.path.clone(), span }]
        }
        Target::Heading { file, heading } => {
            let sources = heading.sources(directory_of(&file.path), &index.facts.paths);
            sources.into_iter().map(|path| Place { path: path.clone(), span: Span::default() }).collect()
        }
        Target::Group { group, .. } => {
            let file = group_file(index, group);
            file.into_iter().map(|file| Place { path: file.path.clone(), span: Span::default() }).collect()
        }
    }
}

/// Where an event happens, whether its declaration or one of its names is asked about.
pub fn implementation(index: &Index, target: &Target) -> Vec<Place> {
    in_order(target.declarations(index).into_iter().flat_map(|it| index.users(it)).map(place_of).collect())
}

/// The declaration of an event, if that is asked for, and all that names the event but comments. Of
/// an argument its conversions.
pub fn references(index: &Index, target: &Target, with_declaration: bool) -> Vec<Place> {
    if let Target::Argument { declaration, argument, .. } = target {
        return argument_references(*declaration, *argument, with_declaration);
    }
    let declarations = target.declarations(index);
    let mut found: Vec<Place> = Vec::new();
    if with_declaration {
        found.extend(declarations.iter().copied().map(declared));
    }
    if let Some(first) = declarations.first() {
        let name = first.file.name(first.event);
        let in_scripts = index.named_in_scripts(&name).chain(index.named_in_commands(&name));
        found.extend(index.named_in_lists(&name).chain(in_scripts).map(Place::from));
    }
    for declaration in declarations {
        let sites = index.sites_of(declaration);
        found.extend(sites.filter(|site| site.reference.kind != Kind::Mention).map(place_of));
    }
    in_order(found)
}

fn argument_references(declaration: Declaration, argument: usize, with_declaration: bool) -> Vec<Place> {
    let Declaration { file, event } = declaration;
    let name = with_declaration.then_some(event.arguments[argument].name);
    let printed = conversions(event).filter(|(other, _)| *other == argument).map(|(_, span)| span);
    name.into_iter().chain(printed).map(|span| Place { path: file.path.clone(), span }).collect()
}

/// Where a name in a source stands.
pub fn place_of(site: Site) -> Place {
    Place { path: site.file.path.clone(), span: site.reference.span }
}

/// Where an event is declared.
pub fn declared(declaration: Declaration) -> Place {
    Place { path: declaration.file.path.clone(), span: declaration.event.name }
}

/// What is shown round a place: the line of a declaration, of a call all of it.
pub fn whole(index: &Index, place: &Place) -> Span {
    let declared = || {
        let file = &index.events[index.find_events(&place.path)?];
        Some(file.tree.lines[file.event_at(place.span.start)?.line].span)
    };
    let called = || {
        let file = &index.sources[index.find_source(&place.path)?];
        let reference = file.source.references.iter().find(|it| it.span == place.span)?;
        match &reference.kind {
            Kind::Call(call) => Some(place.span.to(call.parentheses)),
            _ => None,
        }
    };
    declared().or_else(called).map_or(place.span, |whole| whole.to(place.span))
}

/// Two declarations of one name may share what names them.
fn in_order(mut places: Vec<Place>) -> Vec<Place> {
    places.sort();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Tree;
    use super::super::target::target;
    use super::*;

    const FILES: &str = r#"
        --- hw/a/trace-events
        # a.c
        x(int n) "n=%d"
        none(void) ""
        --- hw/b/trace-events
        x(void) ""
        --- hw/a/a.c
        #include "trace.h"
        /* trace_x */
        void f(void)
        {
            if (trace_event_get_state(TRACE_X)) {
                trace_x(1);
            }
            trace_x(2);
        }
        --- hw/b/b.c
        #include "trace.h"
        void g(void) { trace_x(); }
        --- hw/a/a.rs
        ::trace::include_trace!("hw_a");
        fn f() { trace::trace_x(3); }
        "#;

    /// What a feature finds at a place of one of the files, a line each.
    fn found(feature: fn(&Index, &Target) -> Vec<Place>, path: &str, place: &str) -> Vec<String> {
        let tree = Tree::new(FILES);
        let Some(target) = target(&tree.index, path, tree.at(path, place)) else { return Vec::new() };
        feature(&tree.index, &target).iter().map(|place| tree.shown(place)).collect()
    }

    const USES: [&str; 3] = ["hw/a/a.c:6: trace_x", "hw/a/a.c:8: trace_x", "hw/a/a.rs:2: trace_x"];

    #[test]
    fn there_and_back() {
        let check = |path, place, expected: &[&str]| {
            assert_eq!(found(definition, path, place), expected, "{path} {place}");
        };
        check("hw/a/trace-events", "\n|x(", &USES);
        check("hw/b/trace-events", "|x(", &["hw/b/b.c:2: trace_x"]);
        check("hw/a/trace-events", "|none", &[]);
        check("hw/a/trace-events", "%|d", &["hw/a/trace-events:2: n"]);
        check("hw/a/trace-events", "|a.c", &["hw/a/a.c:1: "]);
        check("hw/a/a.c", "|trace.h", &["hw/a/trace-events:1: "]);
        check("hw/a/a.c", "* |trace_x", &["hw/a/trace-events:2: x"]);
        check("hw/a/a.c", "(|TRACE_X", &["hw/a/trace-events:2: x"]);
        check("hw/b/b.c", "|trace_x", &["hw/b/trace-events:1: x"]);
        check("hw/a/a.rs", "|trace_x", &["hw/a/trace-events:2: x"]);
        check("hw/a/a.rs", "|hw_a", &["hw/a/trace-events:1: "]);
    }

    #[test]
    fn where_it_happens() {
        assert_eq!(found(implementation, "hw/a/trace-events", "\n|x("), USES);
        assert_eq!(found(implementation, "hw/a/a.c", "|TRACE_X"), USES);
        assert_eq!(found(implementation, "hw/b/b.c", "|trace_x"), ["hw/b/b.c:2: trace_x"]);
    }

    #[test]
    fn what_is_shown_round_it() {
        let tree = Tree::new(FILES);
        let check = |path: &str, place: &str, length: usize, expected: &str| {
            let start = tree.at(path, place) as usize;
            let place = Place { path: path.into(), span: Span::new(start, start + length) };
            assert_eq!(&tree.text(path)[whole(&tree.index, &place).range()], expected);
        };
        check("hw/a/trace-events", "\n|x(", 1, r#"x(int n) "n=%d""#);
        check("hw/a/a.c", "|trace_x(2", 7, "trace_x(2)");
        check("hw/a/a.c", "(|TRACE_X", 7, "TRACE_X");
        check("hw/a/a.c", "|#include", 0, "");
    }

    #[test]
    fn all_that_names_it() {
        let all = |index: &Index, target: &Target| references(index, target, true);
        let uses = |index: &Index, target: &Target| references(index, target, false);
        let mut expected = vec!["hw/a/a.c:5: TRACE_X"];
        expected.extend(USES);
        assert_eq!(found(uses, "hw/a/trace-events", "\n|x("), expected);
        expected.push("hw/a/trace-events:2: x");
        assert_eq!(found(all, "hw/a/a.c", "(|TRACE_X"), expected);
        assert_eq!(
            found(all, "hw/a/trace-events", "int |n"),
            ["hw/a/trace-events:2: n", "hw/a/trace-events:2: %d"]
        );
        assert_eq!(found(uses, "hw/a/trace-events", "int |n"), ["hw/a/trace-events:2: %d"]);
    }
}
