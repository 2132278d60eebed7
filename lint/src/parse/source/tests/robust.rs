//! Any bytes at all.

use super::*;
use proptest::prelude::*;

/// Pieces of text that together make more than bytes at random do.
const PIECES: &[&str] = &[
    "trace_x",
    "TRACE_X",
    "_TRACE_X_EVENT",
    "trace_",
    "##",
    "#",
    "\n",
    "\r\n",
    "\r",
    r"\",
    "\\\n",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ",",
    ":",
    "*",
    "&&",
    "||",
    "!",
    r#"""#,
    "'",
    r#"R"("#,
    r#")""#,
    "/*",
    "*/",
    "//",
    "#if 0\n",
    "#else\n",
    "#elif X\n",
    "#endif\n",
    "#define F(a, ...) ",
    "#define trace_x(p) trace_##p(p)",
    r#"#include "a.h"
"#,
    "F(x, ",
    "if (",
    "trace_event_get_state(",
    "struct A {",
    "enum {",
    "int f(void) {",
    "- (void)f:(int)a {",
    " a ",
    "->",
    "::",
    "fn f() {",
    "use trace::",
    "trace::trace_x(",
    r#"include_trace!("a")"#,
    r#"r#""#,
    "|a| ",
    "::<",
    "é",
    "\0",
    "\u{7f}",
];

fn hold(text: &[u8]) {
    let known = scan(b"#define F(a, ...) trace_##a(__VA_ARGS__)", Language::C, &[]).pasting;
    for language in [Language::C, Language::Rust] {
        let source = scan(text, language, &known);
        let is_inside = |span: Span| span.start <= span.end && span.end as usize <= text.len();
        assert!(source.references.is_sorted_by_key(|reference| reference.span.start));
        assert!(source.functions.is_sorted_by_key(|function| function.span.start));
        for function in &source.functions {
            assert!(is_inside(function.span) && is_inside(function.name_span));
            assert_eq!(function.span.to(function.name_span), function.span);
        }
        for reference in &source.references {
            assert!(is_inside(reference.span) && !reference.span.is_empty() && !reference.name.is_empty());
            if let Some(function) = reference.function {
                let span = source.functions[function as usize].span;
                assert_eq!(span.to(reference.span), span, "{source:?}");
            }
            if let Kind::Call(call) = &reference.kind {
                assert!(is_inside(call.parentheses) && text[call.parentheses.start as usize] == b'(');
                assert!(!call.is_complete || text[call.parentheses.end as usize - 1] == b')');
                assert!(call.arguments.iter().all(|argument| is_inside(argument.span)));
            }
            if let Kind::Guard(Guard { body: Some(body), .. }) = &reference.kind {
                assert!(is_inside(*body) && body.start >= reference.span.end);
            }
        }
        assert!(source.includes.iter().all(|include| is_inside(include.span)));
        assert!(source.groups.iter().all(|group| is_inside(group.span)));
    }
    assert_eq!(includes(text), scan(text, Language::C, &[]).includes);
    expansions(text, "F");
}

proptest! {
    #[test]
    fn any_bytes_are_read(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        hold(&text);
    }

    #[test]
    fn any_pieces_are_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        hold(pieces.concat().as_bytes());
    }
}

#[test]
fn binary_and_latin_1_are_read() {
    let text = b"/* caf\xe9 trace_a */ \0\xff\x80 void f\xfc(void) { trace_b(\xe9, \0 c); }\xfe";
    let source = scan(text, Language::C, &[]);
    assert_eq!(lines(text, &source), ["mention a", "call b(\u{fffd}, c) in f\u{fffd}"]);
}

/// Texts made to be read again and again must still be read in time: each is a quarter of a megabyte, and
/// would take hours if a part were read once for each part before it.
#[test]
fn what_is_read_is_linear() {
    let many = |piece: &str| piece.repeat((1 << 18) / piece.len());
    for piece in [
        "trace_x(",
        "trace_x(trace_y,",
        "(trace_x",
        "trace_x ",
        "[trace_x ",
        "if (f(TRACE_X) && ",
        "if (f(TRACE_X)) {",
        "#if trace_x(\n",
        "trace_x(\n#if A\n",
        "#elif trace_x\nint f(void) { trace_x",
        "/* trace_x */ #",
        "'trace_x",
        r#"R"a(trace_x "#,
        r#"R"trace_x"#,
        "1'",
        "#define A(trace_x, ",
        "#define A(p) trace_##p(A(p))\n",
        "trace_##x##",
        "#define A(p) trace_##p(\\\n",
        "F(trace_x, ",
        "F(F(",
        "{ trace_x ",
        "} trace_x ",
        "\\\n",
        "\\ ",
        "((((",
        "trace_x((((",
        "fn f() { trace_x(",
        "|trace_x",
        "::<trace_x(",
        "/*/* trace_x ",
        r#"r#"trace_x "#,
        "use trace_x ",
        "- (void) trace_x:",
        "a, trace_x",
        "trace_x*",
        "# include\n",
        r#"/*
*/#include "trace_x"
"#,
        "if (likely(f(TRACE_X",
        "#define A trace_x(\n",
        "int f(void)\n#else\n{ trace_x ",
        "#if 1\n{",
        "x = (trace_x) (",
    ] {
        hold(many(piece).as_bytes());
        hold(format!("#if A\nint f(int a,{}", many(piece)).as_bytes());
    }
}
