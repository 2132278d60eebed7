//! Renaming in small trees.

use super::super::fixture::Tree;
use super::super::place::FileEdits;
use super::super::target::target;
use super::*;

const FILES: &str = r#"
    --- hw/a/trace-events
    x_y(void *dev, int n) "dev=%p n=%d"
    z(void) ""
    other(void) ""
    --- hw/a/a.c
    #include "trace.h"
    /* trace_x_y, see TRACE_X_Y */
    #define T(p, ...) trace_x_##p(__VA_ARGS__)
    #define B(p) do { trace_##p(); f(#p); } while (0)
    void f(void)
    {
        T(y, 0, 1);
        if (trace_event_get_state_backends(TRACE_X_Y) || TRACE_X_Y_ENABLED || _TRACE_X_Y_DSTATE) trace_x_y(0, 1);
        B(z);
    }
    --- hw/a/a.rs
    ::trace::include_trace!("hw_a");
    use trace::trace_x_y;
    fn f() { trace_x_y(0, 1); }
    --- hw/b/trace-events
    X2(void) ""
    --- hw/b/b.c
    #define trace_taken(x) f(x)
    "#;

/// The files after a renaming, or the reason why there is none.
fn renamed(path: &str, place: &str, new: &str) -> Result<Vec<String>, String> {
    let tree = Tree::new(FILES);
    let (index, bytes) = (&tree.index, |path: &str| tree.bytes(path));
    let target = target(index, path, tree.at(path, place)).unwrap();
    prepare(index, &target, &bytes)?;
    let Renaming { edits, comments } = rename(index, &target, new, &bytes)?;
    let mut found: Vec<(Arc<str>, Vec<Edit>)> = Vec::new();
    for FileEdits { path, edits } in edits.into_iter().chain(comments) {
        match found.iter_mut().find(|(other, _)| *other == path) {
            Some((_, all)) => all.extend(edits),
            None => found.push((path, edits)),
        }
    }
    let apply = |(path, mut edits): (Arc<str>, Vec<Edit>)| {
        edits.sort_by_key(|edit| edit.span);
        let fix = trace_lint::rules::diagnostic::Fix { message: String::new(), is_safe: true, edits };
        String::from_utf8(fix.apply(tree.text(&path).as_bytes())).unwrap()
    };
    Ok(found.into_iter().map(apply).collect())
}

#[test]
fn every_name_of_an_event() {
    let tree = Tree::new(FILES);
    let expected: Vec<String> = ["hw/a/trace-events", "hw/a/a.c", "hw/a/a.rs"]
        .map(|path| tree.text(path).replace("x_y", "x_new").replace("X_Y", "X_NEW").replace("T(y", "T(new"))
        .to_vec();
    for (path, place) in [
        ("hw/a/trace-events", "x|_y"),
        ("hw/a/a.c", "/* tr|ace"),
        ("hw/a/a.c", "T(|y"),
        ("hw/a/a.c", "(TRACE|_X"),
        ("hw/a/a.c", "|TRACE_X_Y_ENABLED"),
        ("hw/a/a.c", "|_TRACE_X_Y_DSTATE"),
        ("hw/a/a.rs", "use trace::|trace_x_y"),
    ] {
        assert_eq!(renamed(path, place, "x_new").as_ref(), Ok(&expected), "{path} {place}");
    }
    assert_eq!(renamed("hw/a/a.c", ") trace|_x_y", "trace_x_new").as_ref(), Ok(&expected));
}

#[test]
fn what_is_shown_before() {
    let tree = Tree::new(FILES);
    let check = |path: &str, place: &str, expected: (&str, &str)| {
        let target = target(&tree.index, path, tree.at(path, place)).unwrap();
        let Renamed { span, name } = prepare(&tree.index, &target, &|path| tree.bytes(path)).unwrap();
        assert_eq!((&tree.text(path)[span.range()], &*name), expected, "{path} {place}");
    };
    check("hw/a/trace-events", "x|_y", ("x_y", "x_y"));
    check("hw/a/a.c", ") trace|_x_y", ("x_y", "x_y"));
    check("hw/a/a.c", "|TRACE_X_Y_ENABLED", ("X_Y", "x_y"));
    check("hw/a/a.c", "T(|y", ("y", "x_y"));
    check("hw/a/trace-events", "dev=|%p", ("%p", "dev"));
}

#[test]
fn arguments() {
    let tree = Tree::new(FILES);
    let events = tree.text("hw/a/trace-events");
    let check = |new: &str, expected: Result<&str, &str>| {
        let found = renamed("hw/a/trace-events", "n=|%d", new);
        let found = found.as_ref().map(|files| files.join("")).map_err(|why| why.as_str());
        assert_eq!(found.as_deref(), expected.map(|name| events.replacen("int n", name, 1)).as_deref());
    };
    check("count", Ok("int count"));
    check("dev", Err("the event has an argument `dev`"));
    check("int", Err("`int` is a keyword of C"));
    check("size_t", Err("`size_t` is the name of a type"));
    check("for", Err("`for` is a keyword of C"));
    check("9", Err("`9` is no name for an argument"));
}

#[test]
fn what_is_refused() {
    let check = |place: &str, new: &str, expected: &str| {
        let found = renamed("hw/a/trace-events", place, new);
        assert!(found.as_ref().is_err_and(|why| why.contains(expected)), "{new}: {found:?}");
    };
    check("x|_y", "other", "hw/a/trace-events declares an event `other`");
    check("x|_y", "x2", "hw/b/trace-events declares an event `X2`, which is the same in upper case");
    check("x|_y", "Other", "the same in upper case");
    check("x|_y", "other_enabled", "`TRACE_OTHER_ENABLED` is a macro of the event `other`");
    check("x|_y", "init", "QEMU's tracing itself");
    check("x|_y", "disable", "is a property");
    check("x|_y", "", "no name in C");
    check("x|_y", "a b", "no name in C");
    check("x|_y", "9p", "no name in C");
    check("x|_y", "é", "no name in C");
    check("x|_y", "taken", "hw/b/b.c has a function or macro `trace_taken`");
    check("x|_y", "y", "does not begin with `x_`");
    check("|z(", "w", "uses the word for something else");
}
