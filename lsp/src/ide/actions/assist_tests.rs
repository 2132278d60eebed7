//! What is offered in small trees, and what it does.

use super::super::fixture::{at, index_of};
use super::assist::*;
use super::offer::*;
use trace_lint::rules::diagnostic::Fix;
use trace_lint::text::Span;

type Files<'a> = &'a [(&'a str, &'a str)];

/// The offers at a place of a file.
fn offered(files: Files, path: &str, place: &str) -> Vec<(Offer, Change)> {
    let index = index_of(files);
    let text = |path: &str| files.iter().find(|(other, _)| *other == path).map(|(_, text)| *text);
    let bytes = |path: &str| text(path).map(|text| text.as_bytes().to_vec());
    let at = at(text(path).unwrap(), place);
    let found: Vec<_> = offers(&index, path, Span::empty(at)).collect();
    let done = found.into_iter().map(|offer| {
        let change = change(&index, path, offer.assist, offer.at, &bytes).unwrap();
        assert_eq!(super::assist::change(&index, path, offer.assist, offer.at + 1000, &bytes), None);
        (offer, change)
    });
    done.collect()
}

/// Holds the only offer at a place to its title, and to the text of the file that it edits.
#[track_caller]
fn check(files: Files, path: &str, place: &str, title: &str, edited: (&str, &str)) {
    let found = offered(files, path, place);
    let [(offer, change)] = &found[..] else { panic!("{found:?}") };
    assert_eq!(offer.title, title);
    let [edits] = &change.edits[..] else { panic!("{change:?}") };
    assert_eq!(&*edits.path, edited.0);
    let before = files.iter().find(|(other, _)| *other == edited.0).unwrap().1;
    let fix = Fix { message: String::new(), is_safe: true, edits: edits.edits.clone() };
    assert_eq!(String::from_utf8(fix.apply(before.as_bytes())).unwrap(), edited.1);
}

const SOURCE: &str = "#include \"trace.h\"\nstatic void f(FooState *s, const char *name, hwaddr addr)\n{\n    uint32_t reg = 0;\n    trace_a_new(s, name, addr, reg, s->queue, \"x\", (uint64_t)s->n, 1);\n}\n";
const ADDED: &str = "a_new(void *s, const char *name, uint64_t addr, uint32_t reg, uint16_t queue, const char *value, uint64_t n, int value2) \"s=%p name=%s addr=0x%\" PRIx64 \" reg=0x%x queue=%u value=%s n=%\" PRIu64 \" value2=%d\"\n";

#[test]
fn a_declaration_for_a_call() {
    let title = "Declare `a_new` in hw/a/trace-events";
    let case = |events: &str, expected: &str| {
        let files = [
            ("hw/a/trace-events", events),
            ("hw/a/a.c", SOURCE),
            ("hw/b/trace-events", "q(uint16_t queue) \"queue=%u\"\n"),
        ];
        check(&files, "hw/a/a.c", "|trace_a_new", title, ("hw/a/trace-events", expected));
    };
    let (old, other) = ("# a.c\na_old(void) \"\"\n", "\n# b.c\nb(void) \"\"\n");
    case(&format!("{old}{other}"), &format!("{old}{ADDED}{other}"));
    case("# a.c\n", &format!("# a.c\n{ADDED}"));
    case("# a.c", &format!("# a.c\n{ADDED}"));
    case("", &format!("# a.c\n{ADDED}"));
    case("# b.c\nb(void) \"\"\n", &format!("# b.c\nb(void) \"\"\n\n# a.c\n{ADDED}"));
    case("b(void) \"\"", &format!("b(void) \"\"\n\n# a.c\n{ADDED}"));
    case("# a.c\r\nx(void) \"\"\r\n", &format!("# a.c\r\nx(void) \"\"\r\n{}", ADDED.replace('\n', "\r\n")));
}

#[test]
fn the_file_of_an_event() {
    let source = "#include \"hw/b/trace.h\"\nvoid f(void) { trace_new(); }\n";
    let files = [("hw/b/trace-events", "x(void) \"\"\n"), ("hw/a/a.c", source)];
    let expected = ("hw/b/trace-events", "x(void) \"\"\n\n# hw/a/a.c\nnew(void) \"\"\n");
    check(&files, "hw/a/a.c", "|trace_new", "Declare `new` in hw/b/trace-events", expected);
    let files = [("hw/trace-events", "x(void) \"\"\n"), ("hw/a/a.c", "void f(void) { trace_new(); }\n")];
    let expected = ("hw/trace-events", "x(void) \"\"\n\n# a/a.c\nnew(void) \"\"\n");
    check(&files, "hw/a/a.c", "|trace_new", "Declare `new` in hw/trace-events", expected);
}

#[test]
fn nothing_is_declared_that_is_something_else() {
    let source = "#include \"trace.h\"\nstatic void trace_key(void) {}\nvoid f(void) { trace_key(); trace_x(); trace_init(); trace_ok; }\n";
    let files = [("hw/a/trace-events", "x(void) \"\"\n"), ("hw/a/a.c", source)];
    for place in ["{ |trace_key", "|trace_x", "|trace_init", "|trace_ok", "|void f"] {
        assert_eq!(offered(&files, "hw/a/a.c", place), [], "{place}");
    }
}

#[test]
fn headers() {
    let source = "#include \"a.h\"\nvoid f(void) { trace_x(); }\n";
    let files = [("hw/b/trace-events", "x(void) \"\"\n"), ("hw/a/a.c", source), ("hw/a/a.h", "")];
    let expected = source.replace("\"a.h\"", "\"a.h\"\n#include \"trace/trace-hw_b.h\"");
    check(&files, "hw/a/a.c", "|trace_x", "Include trace/trace-hw_b.h", ("hw/a/a.c", &expected));

    let source = "#include \"trace.h\"\nvoid f(void) { trace_x(); }\n";
    let files = [("hw/b/trace-events", "x(void) \"\"\n"), ("hw/b/b.c", source), ("hw/c/trace.h", "")];
    for (path, place) in [("hw/b/b.c", "\"|trace.h"), ("hw/b/trace-events", "|x")] {
        let found = offered(&files, path, place);
        let [(offer, change)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(offer.title, "Write hw/b/trace.h");
        let expected = [("hw/b/trace.h".into(), "#include \"trace/trace-hw_b.h\"\n".into())];
        assert_eq!((&change.files[..], change.edits.len()), (&expected[..], 0));
    }
}

#[test]
fn the_list_of_directories() {
    let case = |directory: &str, meson: &str, expected: &str| {
        let path = format!("{directory}/trace-events");
        let files = [(&*path, "x(void) \"\"\n"), ("meson.build", meson)];
        let title = format!("Add '{directory}' to trace_events_subdirs in meson.build");
        check(&files, &path, "|x", &title, ("meson.build", expected));
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
