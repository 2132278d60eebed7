//! Directives among calls, in calls, round calls.

use super::check;

#[test]
fn the_previous_token_never_crosses_a_directive() {
    check("void f(void)\n{\n#undef X\n    trace_x(a);\n}", &["call x(a) in f"]);
    check(
        "void f(void)\n{\n    int a\n#ifdef X\n    trace_x(a);\n#endif\n    trace_y(a);\n}",
        &["call x(a) in f", "call y(a) in f"],
    );
    check(
        r#"
        void f(void)
        {
        #include "a.c.inc"
            trace_x(a);
        }
        "#,
        &["call x(a) in f"],
    );
    check("void f(void)\n{\n#pragma GCC trace_y\n    trace_x(a);\n}", &["call x(a) in f"]);
    check("void f(void) {\n  /* a */ # /* b */ undef X // c\n trace_x(a);\n}", &["call x(a) in f"]);
}

#[test]
fn one_branch_of_an_argument_list_counts() {
    check("trace_x(a,\n#ifdef WIN32\n    b(c)\n#else\n    d\n#endif\n    );", &["call x(a, 'b(c)'+b)"]);
    check("trace_x(a\n#if 0\n    , b\n#else\n    , c\n#endif\n    );", &["call x(a, c)"]);
    check("trace_x(a\n#if 0\n    , b\n#endif\n    );", &["call x(a)"]);
    check("trace_x(a\n#if 0\n    , b\n#elif X\n    , c\n#else\n    , d\n#endif\n    );", &["call x(a, c)"]);
    check(
        "trace_x(a\n#ifdef X\n#ifdef Y\n    , b\n#else\n    , c\n#endif\n#else\n    , d\n#endif\n    );",
        &["call x(a, b)"],
    );
    check(
        "trace_x(a\n#if 0\n#ifdef Y\n    , b\n#else\n    , c\n#endif\n#else\n    , d\n#endif\n    );",
        &["call x(a, d)"],
    );
    check("#ifdef X\ntrace_x(a,\n#else\ntrace_x(b,\n#endif\n    c);", &["call x(a, c)", "call x(b, c)"]);
    check("trace_x(a,\n#define B , ,\n#undef B\n    b);", &["call x(a, b)"]);
    check("trace_x(a,\n#ifdef X\n    b);\n#else\n    c);\n#endif\ntrace_y();", &["call x(a, b)", "call y()"]);
}

#[test]
fn bodies_of_macros_are_code() {
    check(
        r"
        #define F(a, b) \
            do { \
                trace_x(a, #b, (b)->c); \
            } while (0)
        ",
        &["call x(a, '#b', c) in F"],
    );
    check(
        "#define F(member) trace_x(s->member, #member, sizeof(s->member))",
        &["call x(member, '#member', 'sizeof(s->member)') in F"],
    );
    check(
        "#define F(fmt, ...) trace_x(fmt, ## __VA_ARGS__)",
        &["call x(fmt, '## __VA_ARGS__'+__VA_ARGS__) in F"],
    );
    check("#define F(args...) trace_x(args)", &["call x(args+__VA_ARGS__) in F"]);
    check("#define F trace_x\n#define G(a) trace_y", &["value x in F", "value y in G"]);
    check(
        "#define F(a) if (a) trace_x(a); /* trace_y */\ntrace_z();",
        &["call x(a) in F", "mention y in F", "call z()"],
    );
    check(r#"#define F "trace_x" '"' trace_y()"#, &["call y() in F"]);
    check("#define F(a) trace_x(a\ntrace_y();", &["call x(a) in F open", "call y()"]);
    check("#define F {\nvoid f(void) { trace_x(); }", &["call x() in f"]);
    check("#define F(a) /* \n */ trace_x(a)\ntrace_y();", &["call x(a) in F", "call y()"]);
    check("#define\n#define 1 trace_x\ntrace_y();", &["call y()"]);
    check("#define F() static void trace_x(int a)", &["function x in F"]);
}

#[test]
fn what_no_compiler_reads_is_dead() {
    check("#if 0\ntrace_x();\n#endif\ntrace_y();", &["call x() dead", "call y()"]);
    check("#if 0 /* why */\ntrace_x();\n#else\ntrace_y();\n#endif", &["call x() dead", "call y()"]);
    check(
        "#if 1\ntrace_x();\n#else // trace_z\ntrace_y();\n#endif",
        &["call x()", "mention z", "call y() dead"],
    );
    check("#if 0\n#if 1\ntrace_x();\n#endif\n#else\ntrace_y();\n#endif", &["call x() dead", "call y()"]);
    check("#if 0\n#elif X\ntrace_x();\n#endif", &["call x()"]);
    check("#if X\n#elif 0\ntrace_x();\n#else\ntrace_y();\n#endif", &["call x() dead", "call y()"]);
    check("# if ( 0 )\ntrace_x();\n# endif", &["call x() dead"]);
    check("#if 0 || X\ntrace_x();\n#endif", &["call x()"]);
    check("#if 00\ntrace_x();\n#endif\n#endif\n#else\ntrace_y();", &["call x()", "call y()"]);
    check("#if 0\n#define F trace_x()\n/* trace_y */\n#endif", &["call x() in F dead", "mention y dead"]);
}

#[test]
fn a_hash_in_a_line_begins_no_directive() {
    check("a # if 0\ntrace_x();", &["call x()"]);
    check("/* a\n */ #if 0\ntrace_x();\n#endif", &["call x() dead"]);
    check(
        r#"
        "\
        #if 0"; trace_x();
        "#,
        &["call x()"],
    );
}

#[test]
fn text_of_directives_is_not_code() {
    check(
        r#"
        #error trace_x(a)
        #warning trace_x
        #pragma trace_x
        #line 1 "trace_x"
        "#,
        &[],
    );
    check(
        r#"
        #include "trace_x.h" /* trace_y */
        #include <trace_x/trace_z.h>
        "#,
        &["mention y"],
    );
    check("#trace_x\n# \n#\ntrace_y();", &["call y()"]);
}
