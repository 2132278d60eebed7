//! What is said where.

use super::super::fixture::{Tree, cursor};
use super::super::markup::markdown;
use super::*;
use trace_lint::text::fixture::{files, line, unindented};

const OTHERS: &str = r#"
    --- hw/x/x.c
    #include "trace.h"
    void go(void *s) { trace_foo(s, 1); trace_foo(s, 2); }
    --- hw/x/trace.h
    #include "trace/trace-hw_x.h"
    "#;

/// The hover must begin with the first and hold all the others.
fn check(marked: &str, expected: &[&str]) {
    let (text, offset) = cursor(marked);
    let mut files = files(OTHERS);
    files.push(("hw/x/trace-events".to_owned(), text.clone()));
    let index = Tree::of(files).index;
    let found = hover(&index.events[0], &index, offset);
    let shown = found.map(|hover| format!("{}: {}", &text[hover.span.range()], markdown(&hover.blocks)));
    let shown = shown.unwrap_or_default();
    assert_eq!(expected.is_empty(), shown.is_empty(), "{marked}: {shown}");
    for part in expected {
        assert!(shown.contains(part), "{marked}: {part} is not in {shown}");
    }
}

#[test]
fn on_an_event() {
    check(
        r#"fo|o(void *s, int n) "s=%p n=%d""#,
        &[
            "foo: ```c\nstatic inline void trace_foo(void *s, int n);\n```",
            "```text\nfoo s=0x55d8c0a41e90 n=2\n```",
            r#"Group `hw_x`: sources include `"trace.h"`."#,
            "Called 2 times: `go` in hw/x/x.c.",
        ],
    );
    check("disable b|ar(void)", &["trace_bar(void);", "no compiler reads", "Never called."]);
}

#[test]
fn on_a_conversion() {
    check(
        r#"foo(uint64_t a) "a=0x%|lx""#,
        &[
            "%lx: `%lx` prints `uint64_t a`, argument 1.",
            "| hosts | takes | `uint64_t` is |  |",
            "| 64-bit Linux, FreeBSD and NetBSD | `unsigned long` | `unsigned long` | fits |",
            "| macOS, Windows, OpenBSD, wasm and 32-bit hosts | `unsigned long` | `unsigned long long` | **does not fit** |",
        ],
    );
    check(
        r#"foo(uint64_t a) "a=0x%" PR|Ix64"#,
        &[
            r#"`%" PRIx64 "` prints"#,
            r#"| 64-bit Linux, FreeBSD and NetBSD | `"lx"` | `unsigned long` | `unsigned long` | fits |"#,
        ],
    );
    check(
        r#"foo(int8_t a) "a=0x%" PR|Ix8"#,
        &[
            r#"| glibc 2.43 or later, NetBSD and macOS | `"hhx"` | `unsigned char` | `signed char` | fits |"#,
            "| glibc before 2.43, musl, FreeBSD, Windows,",
        ],
    );
    check(
        r#"foo(int a) "%d %|s""#,
        &["argument 2, which the event does not have.", "| all | `const char *` |"],
    );
    check(r#"foo(int n, char *s) "%.*|s""#, &["The precision of `%.*s` is `int n`", "prints `char *s`"]);
    check(r#"foo(int a, void *p) "%d %|p""#, &["`%p` prints `void *p`, argument 2.", "Fits on every host."]);
    check(r#"foo(hwaddr a) "%|d""#, &["| all | `int` |"]);
    check(r#"foo(int a) "a=|%%""#, &[]);
    check(r#"foo(int a) "a|a=%d""#, &[]);
}

#[test]
fn on_the_rest() {
    check(r#"foo(size_t |n) "%zu""#, &["Argument 1 of 1, printed by `%zu`.", "| 64-bit Linux"]);
    check(r#"foo(int a, hwaddr |n) "%d""#, &["does not print it", "`hwaddr` is no type"]);
    check("dis|able foo(void)", &["disable: The event is disabled"]);
    check("od|d foo(void)", &[]);
    check(
        &unindented(
            r"
            # x.|c
            foo(void)
            disable b(void)
            ",
        ),
        &["x.c: The events of `hw/x/x.c`.", "below: 2, of these disabled: 1"],
    );
    check("# y.|c\n", &["No source of this name"]);
    check("# any|thing\n", &[]);
    check("foo(|", &[]);
    check("|", &[]);
}

#[test]
fn on_backends() {
    let check = |text: &str, backend: Backend, expected: &str| {
        let file = File::new("hw/x/trace-events", text.into());
        let blocks = backend_blocks(&file, &file.events[0], &[backend], Era::NEWEST);
        assert_eq!(markdown(&blocks), expected, "{text}");
    };
    check(&line(r#"foo(int a) "a=%d""#), Backend::Ust, "Backend ust: records all of it.");
    check(
        &line(r#"foo(short a) "a=%d""#),
        Backend::Ust,
        "Backend ust: LTTng does not record `a`: tracetool has no field for the type `short`.",
    );
    check(
        &line(r#"foo(char *a) "a=%s""#),
        Backend::Simple,
        "Backend simple: strings are cut after 512 bytes.",
    );
}
