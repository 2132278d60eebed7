//! Renaming in small trees.

use super::super::fixture::{at, index_of};
use super::super::place::FileEdits;
use super::super::target::target;
use super::*;

const FILES: &[(&str, &str)] = &[
    ("hw/a/trace-events", "x_y(void *dev, int n) \"dev=%p n=%d\"\nz(void) \"\"\nother(void) \"\"\n"),
    (
        "hw/a/a.c",
        "#include \"trace.h\"\n/* trace_x_y, see TRACE_X_Y */\n#define T(p, ...) trace_x_##p(__VA_ARGS__)\n#define B(p) do { trace_##p(); f(#p); } while (0)\nvoid f(void)\n{\n    T(y, 0, 1);\n    if (trace_event_get_state_backends(TRACE_X_Y) || TRACE_X_Y_ENABLED || _TRACE_X_Y_DSTATE) trace_x_y(0, 1);\n    B(z);\n}\n",
    ),
    ("hw/a/a.rs", "::trace::include_trace!(\"hw_a\");\nuse trace::trace_x_y;\nfn f() { trace_x_y(0, 1); }\n"),
    ("hw/b/trace-events", "X2(void) \"\"\n"),
    ("hw/b/b.c", "#define trace_taken(x) f(x)\n"),
];

fn text_of(path: &str) -> Option<Vec<u8>> {
    FILES.iter().find(|(other, _)| *other == path).map(|(_, text)| text.as_bytes().to_vec())
}

/// The files after a renaming, or the reason why there is none.
fn renamed(path: &str, place: &str, new: &str) -> Result<Vec<String>, String> {
    let index = index_of(FILES);
    let text = String::from_utf8(text_of(path).unwrap()).unwrap();
    let target = target(&index, path, at(&text, place) as u32).unwrap();
    prepare(&index, &target, &text_of)?;
    let Renaming { edits, comments } = rename(&index, &target, new, &text_of)?;
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
        String::from_utf8(fix.apply(&text_of(&path).unwrap())).unwrap()
    };
    Ok(found.into_iter().map(apply).collect())
}

#[test]
fn every_name_of_an_event() {
    let expected: Vec<String> = [0, 1, 2]
        .map(|file: usize| {
            FILES[file].1.replace("x_y", "x_new").replace("X_Y", "X_NEW").replace("T(y", "T(new")
        })
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
    let index = index_of(FILES);
    let check = |path: &str, place: &str, expected: (&str, &str)| {
        let text = String::from_utf8(text_of(path).unwrap()).unwrap();
        let target = target(&index, path, at(&text, place) as u32).unwrap();
        let Renamed { span, name } = prepare(&index, &target, &text_of).unwrap();
        assert_eq!((&text[span.range()], &*name), expected, "{path} {place}");
    };
    check("hw/a/trace-events", "x|_y", ("x_y", "x_y"));
    check("hw/a/a.c", ") trace|_x_y", ("x_y", "x_y"));
    check("hw/a/a.c", "|TRACE_X_Y_ENABLED", ("X_Y", "x_y"));
    check("hw/a/a.c", "T(|y", ("y", "x_y"));
    check("hw/a/trace-events", "dev=|%p", ("%p", "dev"));
}

#[test]
fn arguments() {
    let check = |new: &str, expected: Result<&str, &str>| {
        let found = renamed("hw/a/trace-events", "n=|%d", new);
        let found = found.as_ref().map(|files| files.join("")).map_err(|why| why.as_str());
        assert_eq!(found.as_deref(), expected.map(|name| FILES[0].1.replacen("int n", name, 1)).as_deref());
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
