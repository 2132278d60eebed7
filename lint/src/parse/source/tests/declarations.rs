//! What else bears a name: functions, variables, members, labels.

use super::check;

#[test]
fn a_declaration_is_no_call() {
    check("void trace_x(int a);", &["function x"]);
    check("static inline void trace_x(int a) { y(a); }", &["function x"]);
    check(
        r"
        static inline void
        trace_x(int a)
        {
        }
        ",
        &["function x"],
    );
    check("static const char *trace_x(int a);", &["function x"]);
    check("char *const *trace_x(void);", &["function x"]);
    check("void HELPER(y)(int a) trace_x(b);", &["function x"]);
    check("void __attribute__((unused)) trace_x(int a);", &["function x"]);
    check("trace_x(a) { }", &["function x"]);
    check("void f(void) { int trace_x(int); trace_y(a); }", &["function x in f", "call y(a) in f"]);
    check("void f(void) { extern char *trace_x(int); }", &["function x in f"]);
    check("- (void)trace_x:(int)a;", &["function x"]);
    check("struct A { int a; void (*trace_x)(int); };", &["member x"]);
    check(
        r#"
        extern "C" {
        void trace_x(int a);
        }
        "#,
        &["function x"],
    );
}

#[test]
fn variables_are_told_where_they_are_declared() {
    check("static int trace_x;", &["variable x"]);
    check("int *trace_x = NULL;", &["variable x"]);
    check("uint8_t trace_x[10];", &["variable x"]);
    check("int a, trace_x, *trace_y;", &["variable x", "variable y"]);
    check("static struct { int a; } trace_x;", &["variable x"]);
    check("static QTAILQ_HEAD(, Foo) trace_x = 1;", &["variable x"]);
    check("void (*trace_x)(int);", &["variable x"]);
    check(
        "void f(void) { g_autofree char *trace_x = NULL; g(trace_x); }",
        &["variable x in f", "value x in f"],
    );
    check("void f(void) { int a = 1, trace_x = 2; trace_x = a; }", &["variable x in f", "value x in f"]);
    check("void f(void) { a * trace_x; b = a * trace_y; }", &["variable x in f", "value y in f"]);
    check("void f(void) { return trace_x; }", &["value x in f"]);
    check("void f(void) { if (!trace_x && a) { trace_x = true; } }", &["value x in f", "value x in f"]);
}

#[test]
fn parameters_are_told_from_arguments() {
    check(
        "void f(void (*trace_x)(size_t ofs, char const *text))\n{\n trace_x(a, b);\n}",
        &["parameter x", "call x(a, b) in f"],
    );
    check("void f(int trace_x);", &["parameter x"]);
    check("void f(char *trace_x, int a) { }", &["parameter x"]);
    check("void f(void) { g(*trace_x); g(a, trace_y); }", &["value x in f", "value y in f"]);
    check("#define F(trace_x, a) trace_x(a)", &["parameter x", "parameter x in F"]);
}

#[test]
fn members_are_never_events() {
    check(
        "struct A { int trace_x; char *trace_y; int trace_z : 1; };",
        &["member x", "member y", "member z"],
    );
    check("struct A { struct { int a; } trace_x; };", &["member x"]);
    check(
        "void f(void) { s->trace_x = 1; s.trace_y(a); s -> trace_z++; }",
        &["member x in f", "member y in f", "member z in f"],
    );
    check("static A a = { .trace_x = 1, };", &["member x"]);
    check(
        "void f(void) { [self trace_x]; [self trace_y:1]; [[a b] trace_z]; }",
        &["other x in f", "other y in f", "other z in f"],
    );
    check("void f(void) { a[trace_x] = b[i + trace_y]; }", &["value x in f", "value y in f"]);
}

#[test]
fn labels_are_never_events() {
    check(
        "void f(void)\n{\n    goto trace_x;\ntrace_x:\n    trace_y(a);\n}",
        &["label x in f", "label x in f", "call y(a) in f"],
    );
    check("void f(void) { a ? trace_x : trace_y; }", &["value x in f", "value y in f"]);
    check("void f(void) { switch (a) { case trace_x: b(); } }", &["value x in f"]);
}

#[test]
fn tags_and_constants_are_never_events() {
    check("struct trace_x { int a; };", &["other x"]);
    check("void f(struct trace_x *a, enum trace_y b);", &["other x", "other y"]);
    check("enum { trace_x, TRACE_Y = 2, TRACE_Z };", &["other x", "other y", "other z"]);
    check("typedef enum A {\n    A = -1,\n    TRACE_X,\n} A;", &["other x"]);
    check("typedef struct { int a; } trace_x;", &["variable x"]);
}

#[test]
fn macros_are_told_where_they_are_defined_or_asked_for() {
    check("#define trace_x(a) y(a)", &["macro x"]);
    check("#define TRACE_X 0 /* see: trace_y */", &["macro x", "mention y in TRACE_X"]);
    check(
        "#ifndef TRACE_X_H\n#define TRACE_X_H\n#endif /* TRACE_X_H */",
        &["macro x_h", "macro x_h", "mention x_h"],
    );
    check("#undef trace_x\n#if TRACE_X != 0 && defined(trace_y)\n#endif", &["macro x", "macro x", "macro y"]);
    check("int TRACE_X; TRACE_Y(a);", &["variable x", "guard y EventId"]);
}
