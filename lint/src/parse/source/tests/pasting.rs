//! Macros that paste names together.

use super::*;
use crate::text::fixture::line;

const NVME: &str = r#"#define ERR(trace, fmt, ...) \
    do { \
        (trace_##trace)(__VA_ARGS__); \
        log(#trace " in %s: " fmt, __func__, ## __VA_ARGS__); \
    } while (0)
"#;

/// Holds what a text says to the lines expected, all of them pasted calls or not.
#[track_caller]
fn check_uses(define: &str, uses: &str, expected: &[&str]) {
    let (define, uses) = (&unindented(define), &unindented(uses));
    check(&format!("{define}{uses}"), expected);
    let known = scan(define.as_bytes(), Language::C, &[]).pasting;
    check_with(uses, &known, expected);
}

#[test]
fn the_use_of_a_macro_that_pastes_is_a_call() {
    check_uses(NVME, r#"void f(void) { ERR(a_b, "%d, %d", x, s->y); }"#, &["call a_b(x, y) in f pasted a_b"]);
    check_uses(
        NVME,
        r#"
        ERR(a,
            "none");
        "#,
        &["call a() pasted a"],
    );
    check_uses(NVME, r#"ERR(a, "none", );"#, &["call a() pasted a"]);
    check_uses(NVME, r#"ERR(a, "%d", f(b, c), (d, e));"#, &["call a('f(b, c)'+f, '(d, e)') pasted a"]);
    check_uses(NVME, r#"ERR(a, "%d", (A){ b, c });"#, &["call a('(A){ b', 'c }') pasted a"]);
    check_uses(NVME, r#"ERR(a, "", trace_b, b);"#, &["call a(trace_b, b) pasted a", "value b"]);
    check_uses(NVME, "ERR; ERR(; xERR(a, b); ERRx(a, b); ERR(1, b); ERR(a b, c);", &[]);
    check_uses(NVME, r#"/* ERR(a, b); */ char *s = "ERR(a, b)";"#, &[]);
    check_uses(NVME, "ERR(a, b", &["call a() pasted a open"]);
}

#[test]
fn names_are_pasted_from_several_parts() {
    check_uses(
        "#define T(p, a) trace_nvme_##p##_done(a)\n",
        "T(read, x);",
        &["call nvme_read_done(x) pasted read"],
    );
    check_uses(
        "#define T(a, p) trace_ ## p (a, 1, s->b)\n",
        "T(x, read);",
        &["call read(x, 'T', b) pasted read"],
    );
    check_uses(
        "#define T(p) trace_##p##_##2(MAC_ARG(p), q)\n",
        "T(a);",
        &["call a_2('T'+MAC_ARG, q) pasted a"],
    );
    check_uses(
        "#define T(p) do { trace_##p##_in(); trace_##p##_out(); } while (0)\n",
        "T(a);",
        &["call a_in() pasted a", "call a_out() pasted a"],
    );
    check_uses("#define T(p) f(trace_##p)\n", "T(a);", &["value a"]);
    check_uses("#define T(p, args...) trace_##p(args)\n", "T(a, x, y);", &["call a(x, y) pasted a"]);
    check_uses("#define T(p, args ...) trace_##p(1, ##args)\n", "T(a, x);", &["call a('T', x) pasted a"]);
    check_uses(
        "#define T(p, a, ...) trace_##p(a __VA_OPT__(,) __VA_ARGS__)\n",
        "T(p, x); T(q, x, y);",
        &["call p(x) pasted p", "call q(x, y) pasted q"],
    );
    check_uses("#define T(p, a) trace_##p((uint64_t)(a))\n", "T(p, x);", &["call p(x) pasted p"]);
    check_uses(
        r"
        #define T(p, ...) \
            trace_##p(/* all */ __VA_ARGS__)
        ",
        "T(p, x);",
        &["call p(x) pasted p"],
    );
}

#[test]
fn what_pastes_no_parameter_is_no_such_macro() {
    check("#define T(p, q) trace_##p##q()\nT(a, b);", &[]);
    check("#define T trace_##p()\nT(a);", &[]);
    check("#define T(p) #trace_##p\nT(a);", &["value a"]);
    check("#define T(p) trace_x(#p, p)\nT(a);", &["call x('#p', p) in T"]);
    check("#if 0\n#define T(p) trace_##p()\n#endif\nT(a);", &[]);
}

#[test]
fn a_macro_may_use_a_macro_that_pastes() {
    let define = line(&format!(r#"{NVME}#define WARN(ev, x, ...) ERR(ev, "warn", x, ## __VA_ARGS__)"#));
    check_uses(&define, "WARN(a, b, c);", &["call a(b, c) pasted a"]);
    let define = line(&format!(r#"{NVME}#define WARN(x) ERR(a, "warn", x)"#));
    check(&define, &["call a(x) in WARN pasted a"]);
}

#[test]
fn a_macro_that_pastes_may_be_named_as_an_event() {
    check(
        "#define trace_ev(p, ...) trace_##p(__VA_ARGS__)\ntrace_ev(a, x);",
        &["macro ev", "call a(x) pasted a"],
    );
}

#[test]
fn each_macro_is_known_from_its_definition_on() {
    check("T(a);\n#define T(p) trace_##p()\nT(b);", &["call b() pasted b"]);
    let source = scan(NVME.as_bytes(), Language::C, &[]);
    let expected = PastingMacro {
        name: "ERR".into(),
        span: Span { start: 8, end: 11 },
        parameter: 0,
        prefix: "".into(),
        suffix: "".into(),
        arguments: Some(vec![PastedArgument::Rest(2)]),
    };
    assert_eq!(source.pasting, [expected]);
    assert_eq!(source.references, []);
}
