//! What is offered in small trees, and what it does.

use super::super::fixture::Tree;
use super::assist::*;
use super::offer::*;
use trace_lint::rules::diagnostic::Fix;
use trace_lint::text::Span;
use trace_lint::text::fixture::{files, line, unindented};

/// The offers at a place of a file.
fn offered(tree: &Tree, path: &str, place: &str) -> Vec<(Offer, Change)> {
    let (index, bytes) = (&tree.index, |path: &str| tree.bytes(path));
    let found: Vec<_> = offers(index, path, Span::empty(tree.at(path, place) as usize)).collect();
    let done = found.into_iter().map(|offer| {
        let change = change(index, path, offer.assist, offer.at, &bytes).unwrap();
        assert_eq!(super::assist::change(index, path, offer.assist, offer.at + 1000, &bytes), None);
        (offer, change)
    });
    done.collect()
}

/// Holds the only offer at a place to its title, and to the text of the file that it edits.
#[track_caller]
fn check(tree: &Tree, path: &str, place: &str, title: &str, edited: (&str, &str)) {
    let found = offered(tree, path, place);
    let [(offer, change)] = &found[..] else { panic!("{found:?}") };
    assert_eq!(offer.title, title);
    let [edits] = &change.edits[..] else { panic!("{change:?}") };
    assert_eq!(&*edits.path, edited.0);
    let fix = Fix { message: String::new(), is_safe: true, edits: edits.edits.clone() };
    let after = fix.apply(tree.text(edited.0).as_bytes());
    assert_eq!(String::from_utf8(after).unwrap(), edited.1);
}

const CALLER: &str = r#"
    --- hw/a/a.c
    #include "trace.h"
    static void f(FooState *s, const char *name, hwaddr addr)
    {
        uint32_t reg = 0;
        trace_a_new(s, name, addr, reg, s->queue, "x", (uint64_t)s->n, 1);
    }
    --- hw/b/trace-events
    q(uint16_t queue) "queue=%u"
    "#;
const ADDED: &str = r#"a_new(void *s, const char *name, uint64_t addr, uint32_t reg, uint16_t queue, const char *value, uint64_t n, int value2) "s=%p name=%s addr=0x%" PRIx64 " reg=0x%x queue=%u value=%s n=%" PRIu64 " value2=%d"
"#;

#[test]
fn a_declaration_for_a_call() {
    let title = "Declare `a_new` in hw/a/trace-events";
    let case = |events: &str, expected: &str| {
        let mut files = files(CALLER);
        files.insert(0, ("hw/a/trace-events".to_owned(), events.to_owned()));
        check(&Tree::of(files), "hw/a/a.c", "|trace_a_new", title, ("hw/a/trace-events", expected));
    };
    let event = |name: &str| line(&format!(r#"{name}(void) """#));
    let (old, other) = (format!("# a.c\n{}", event("a_old")), format!("# b.c\n{}", event("b")));
    case(&format!("{old}\n{other}"), &format!("{old}{ADDED}\n{other}"));
    case("# a.c\n", &format!("# a.c\n{ADDED}"));
    case("# a.c", &format!("# a.c\n{ADDED}"));
    case("", &format!("# a.c\n{ADDED}"));
    case(&other, &format!("{other}\n# a.c\n{ADDED}"));
    case(event("b").trim_end(), &format!("{}\n# a.c\n{ADDED}", event("b")));
    let crlf = |text: &str| text.replace('\n', "\r\n");
    case(&crlf(&old), &crlf(&format!("{old}{ADDED}")));
}

#[test]
fn the_file_of_an_event() {
    let tree = Tree::new(
        r#"
        --- hw/b/trace-events
        x(void) ""
        --- hw/a/a.c
        #include "hw/b/trace.h"
        void f(void) { trace_new(); }
        "#,
    );
    let expected = unindented(
        r#"
        x(void) ""

        # hw/a/a.c
        new(void) ""
        "#,
    );
    let title = "Declare `new` in hw/b/trace-events";
    check(&tree, "hw/a/a.c", "|trace_new", title, ("hw/b/trace-events", &expected));
    let tree = Tree::new(
        r#"
        --- hw/trace-events
        x(void) ""
        --- hw/a/a.c
        void f(void) { trace_new(); }
        "#,
    );
    let expected = expected.replace("# hw/a/a.c", "# a/a.c");
    let title = "Declare `new` in hw/trace-events";
    check(&tree, "hw/a/a.c", "|trace_new", title, ("hw/trace-events", &expected));
}

#[test]
fn nothing_is_declared_that_is_something_else() {
    let tree = Tree::new(
        r#"
        --- hw/a/trace-events
        x(void) ""
        --- hw/a/a.c
        #include "trace.h"
        static void trace_key(void) {}
        void f(void) { trace_key(); trace_x(); trace_init(); trace_ok; }
        "#,
    );
    for place in ["{ |trace_key", "|trace_x", "|trace_init", "|trace_ok", "|void f"] {
        assert_eq!(offered(&tree, "hw/a/a.c", place), [], "{place}");
    }
}

#[test]
fn headers() {
    let tree = Tree::new(
        r#"
        --- hw/b/trace-events
        x(void) ""
        --- hw/a/a.c
        #include "a.h"
        void f(void) { trace_x(); }
        --- hw/a/a.h
        "#,
    );
    let expected = unindented(
        r#"
        #include "a.h"
        #include "trace/trace-hw_b.h"
        void f(void) { trace_x(); }
        "#,
    );
    check(&tree, "hw/a/a.c", "|trace_x", "Include trace/trace-hw_b.h", ("hw/a/a.c", &expected));

    let tree = Tree::new(
        r#"
        --- hw/b/trace-events
        x(void) ""
        --- hw/b/b.c
        #include "trace.h"
        void f(void) { trace_x(); }
        --- hw/c/trace.h
        "#,
    );
    for (path, place) in [("hw/b/b.c", r#""|trace.h"#), ("hw/b/trace-events", "|x")] {
        let found = offered(&tree, path, place);
        let [(offer, change)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(offer.title, "Write hw/b/trace.h");
        let expected = [("hw/b/trace.h".into(), line(r#"#include "trace/trace-hw_b.h""#))];
        assert_eq!((&change.files[..], change.edits.len()), (&expected[..], 0));
    }
}

#[test]
fn the_list_of_directories() {
    let case = |directory: &str, meson: &str, expected: &str| {
        let path = format!("{directory}/trace-events");
        let events = (path.clone(), line(r#"x(void) """#));
        let tree = Tree::of(vec![events, ("meson.build".to_owned(), meson.to_owned())]);
        let title = format!("Add '{directory}' to trace_events_subdirs in meson.build");
        check(&tree, &path, "|x", &title, ("meson.build", expected));
    };
    let list = |entries: &str| format!("trace_events_subdirs = [\n{entries}]\n");
    let (before, middle, after) = ("  'block',\n", "  'hw/a',\n", "  'hw/c'\n");
    let all = list(&[before, middle, after].concat());
    case("hw/b", &all, &list(&[before, middle, "  'hw/b',\n", after].concat()));
    case("hw/d", &all, &list(&[before, middle, "  'hw/c',\n  'hw/d'\n"].concat()));
    case("hw/A", &all, &list(&[before, "  'hw/A',\n", middle, after].concat()));
    case("crypto", &all, &list("  'block',\n  'crypto',\n  'hw/a',\n  'hw/c'\n"));
    case("ui", "trace_events_subdirs = ['block']\n", "trace_events_subdirs = ['block', 'ui']\n");
}
