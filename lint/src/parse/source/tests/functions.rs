//! The functions that references are found in.

use super::*;
use crate::text::fixture::unindented;

/// Holds the functions of a text, each with its kind when it is no plain one and the text of its span
/// from first to last word, to those expected.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let text = &unindented(text);
    let source = scan(text.as_bytes(), Language::C, &[]);
    let shown = source.functions.iter().map(|function| {
        let kind = match function.kind {
            FunctionKind::Function => String::new(),
            kind => format!("{kind:?} ").to_lowercase(),
        };
        (kind + &function.name, one_line(text.as_bytes(), function.span))
    });
    let expected: Vec<_> = expected.iter().map(|(name, span)| (name.to_string(), span.to_string())).collect();
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn only_those_that_hold_references_are_listed() {
    check(
        "int f(void) { }\nint g(void) { trace_x(); }\nint h(void) { }",
        &[("g", "int g(void) { trace_x(); }")],
    );
    check("/* trace_x */ int f(void) { /* trace_y */ }", &[("f", "int f(void) { /* trace_y */ }")]);
}

#[test]
fn a_function_is_named_before_its_parameters() {
    let check = |header: &str, name: &str| {
        let text = format!("{header}\n{{ trace_x(); }}");
        let source = scan(text.as_bytes(), Language::C, &[]);
        let names: Vec<_> = source.functions.iter().map(|function| &*function.name).collect();
        assert_eq!(names, [name], "{header}");
        assert_eq!(source.functions[0].name_span.text(text.as_bytes()), name.split(':').next().unwrap());
    };
    check("static void coroutine_fn f(int a, void (*cb)(int))", "f");
    check("const char *f(void)", "f");
    check("void G_GNUC_PRINTF(1, 2) f(const char *fmt, ...)", "f");
    check("__attribute__((noinline)) void f(void)", "f");
    check("void f(void) TSA_REQUIRES(lock)", "f");
    check("void HELPER(f)(CPUArchState *env, uint32_t a)", "f");
    check("uint64_t glue(load_, f)(CPUArchState *env)", "f");
    check("type_init(a_type)\n\nstatic void f(void)", "f");
    check("struct a *f(struct b *c)", "f");
    check("enum a f(void)", "f");
    check("TEST(f)", "TEST");
    check("A::A(int b) : c(b), d(c)", "A");
    check("int f(int a,\n#ifdef B\n int b,\n#endif\n int c)", "f");
    check("#include <a.h>\n#include \"b.h\"\n#define C(d) (d)\nint f(void)", "f");
    check("@implementation A\n- (void)f", "f");
    check("- (void)handleKey:(NSEvent *)event", "handleKey:");
    check("+ (A *)make:(int)a with:(int)b", "make:with:");
    check("@end\n@implementation A (B)\n- (bool) f: (int)a", "f:");
}

#[test]
fn other_blocks_are_no_functions() {
    check("struct A { int trace_x; };", &[]);
    check("static A a[] = { { f, trace_x } };", &[]);
    check("typedef struct QEMU_ALIGNED(8) A { int trace_x; } A;", &[]);
    check(
        r#"
        extern "C" {
        int f(void) { trace_x(); }
        }
        int g(void) { trace_y(); }
        "#,
        &[("f", "int f(void) { trace_x(); }"), ("g", "int g(void) { trace_y(); }")],
    );
    check("namespace a { class B { void f() { trace_x(); } }; }", &[("f", "void f() { trace_x(); }")]);
}

#[test]
fn macros_are_functions_of_their_own() {
    check(
        "#define F(a) \\\n    trace_x(a)\nint g(void) { F(1); }",
        &[("macro F", "#define F(a) \\ trace_x(a)")],
    );
    check(
        "int g(void)\n{\n#define F trace_x(a)\n    F; trace_y();\n}",
        &[("g", "int g(void) { #define F trace_x(a) F; trace_y(); }"), ("macro F", "#define F trace_x(a)")],
    );
}

#[test]
fn braces_in_branches_do_not_add_up() {
    check(
        "int f(void)\n{\n#ifdef A\n    if (a) {\n#else\n    if (b) {\n#endif\n    }\n    trace_x();\n}\nint g(void)\n{\n}",
        &[("f", "int f(void) { #ifdef A if (a) { #else if (b) { #endif } trace_x(); }")],
    );
    check(
        "#ifdef A\nint f(int a)\n{\n#else\nint f(void)\n{\n#endif\n trace_x();\n}\nint g(void)\n{\n trace_y();\n}",
        &[("f", "int f(void) { #endif trace_x(); }"), ("g", "int g(void) { trace_y(); }")],
    );
    check(
        "int f(void)\n{\n#if 0\n    if (a) {\n#endif\n    trace_x();\n}\nint g(void) { trace_y(); }",
        &[("f", "int f(void) { #if 0 if (a) { #endif trace_x(); }"), ("g", "int g(void) { trace_y(); }")],
    );
    check(
        "int f(void)\n{\n trace_x();\n#ifdef A\n}\n#else\n return; }\n#endif\nint g(void) { trace_y(); }",
        &[("f", "int f(void) { trace_x(); #ifdef A } #else return; }"), ("g", "int g(void) { trace_y(); }")],
    );
}

#[test]
fn a_lost_brace_ends_with_its_function() {
    check(
        r"
        int f(void)
        {
            if (a) {
            trace_x();
        }

        int g(void)
        {
            trace_y();
        }
        ",
        &[("f", "int f(void) { if (a) { trace_x(); }"), ("g", "int g(void) { trace_y(); }")],
    );
    check(
        r"
        enum {
            A {,
        };
        int f(void) {
            trace_x();
        }
        ",
        &[("f", "int f(void) { trace_x(); }")],
    );
    check(
        r"
        struct A {
            int a;

        int f(void)
        {
            trace_x();
        }
        ",
        &[("f", "int f(void) { trace_x(); }")],
    );
    check(
        r"
        int f(void)
        {
            trace_x(a;
            if (b) {

        int g(void)
        {
            trace_y();
        }
        ",
        &[("f", "int f(void) { trace_x(a; if (b) {"), ("g", "int g(void) { trace_y(); }")],
    );
    check(
        r"
        int f(void)
        {
        if (a)
        {
         trace_x();
         }
         trace_y();
        }
        ",
        &[("f", "int f(void) { if (a) { trace_x(); } trace_y(); }")],
    );
    check("int f(void)\n{\n    trace_x();", &[("f", "int f(void) { trace_x();")]);
}
