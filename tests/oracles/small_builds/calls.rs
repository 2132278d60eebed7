//! Calls: how many arguments, and of what.

use super::{COUNT, Case, Files, NO, UNDECLARED, source};

pub const CALLS: &[Case] = &[
    Case("as it is", &NO, Files::Tree("")),
    source("too few arguments", &COUNT, "void f(int x) { trace_foo(); }"),
    source("too many arguments", &COUNT, "void f(int x) { trace_foo(1, 2); }"),
    source("an argument for none", &COUNT, "void f(int x) { trace_foo_other(1); }"),
    source(
        "commas in parentheses",
        &NO,
        "static int h(int a, int b) { return a; } void f(int x) { trace_foo(h(1, 2)); }",
    ),
    source(
        "commas in braces",
        &NO,
        "struct s { int a, b; }; void f(int x) { trace_foo(((struct s){ 1, 2 }).a); }",
    ),
    source("commas in a statement", &NO, "void f(int x) { trace_foo(({ int a = 1, b = 2; a + b; })); }"),
    source("commas in literals", &NO, r#"void f(int x) { trace_foo_other(',', sizeof("a, b")); }"#),
    source("commas in comments", &NO, "void f(int x) { trace_foo(1 /* , 2 */); }"),
    source("a comma too many", &COUNT, "void f(int x) { trace_foo(1,); }"),
    source(
        "over several lines",
        &NO,
        r"
        void f(int x)
        {
            trace_foo_other(
                1,
                2
            );
        }
        ",
    ),
    source(
        "lines joined",
        &NO,
        r"
        void f(int x) { trace_\
        foo(1); trace_foo(1 \
        ); }
        ",
    ),
    source(
        "branches in the arguments",
        &NO,
        r"
        void f(int x) { trace_foo_other(1,
        #ifdef NEVER
         2
        #else
         3
        #endif
         ); }
        ",
    ),
    source("a pointer", &NO, "void f(int x) { void (*p)(int) = trace_foo; p(1); }"),
    source("in parentheses", &NO, "void f(int x) { (trace_foo)(1); (*trace_foo)(2); (&trace_foo)(3); }"),
    source("in parentheses, too many", &COUNT, "void f(int x) { (trace_foo)(1, 2); }"),
    source("in an expression", &NO, "int h(int x) { return x ? (trace_foo(1), 1) : 0; }"),
    source("after a label", &NO, "void f(int x) { goto trace_out; trace_out: trace_foo(1); }"),
    source("undeclared", &UNDECLARED, "void f(int x) { trace_fooo(1); }"),
    source(
        "undeclared, in a macro that is used",
        &UNDECLARED,
        r"
        #define M() trace_fooo(1)
        void f(int x) { M(); }
        ",
    ),
    source(
        "undeclared, in a comment",
        &NO,
        r"
        void f(int x) { /* trace_fooo(1); */ // trace_fooo(1);
         }
        ",
    ),
    source("undeclared, in a string", &NO, r#"const char *h(void) { return "trace_fooo(1)"; }"#),
    source(
        "undeclared, in #if 0",
        &NO,
        r"
        #if 0
        void f(int x) { trace_fooo(1); }
        #endif
        ",
    ),
    source(
        "undeclared, in the dead branch",
        &NO,
        r"
        #if 1
        #else
        void f(int x) { trace_fooo(1); }
        #endif
        ",
    ),
    source("another case", &UNDECLARED, "void f(int x) { trace_Foo(1); }"),
    source(
        "a function of the file",
        &NO,
        r"
        static void trace_own(int a) {}
        void f(int x) { trace_own(1); }
        ",
    ),
    source(
        "a function that is declared",
        &NO,
        r"
        void trace_own(int a);
        void trace_own(int a) {}
        void f(int x) { trace_own(1); }
        ",
    ),
    source(
        "a macro of the file",
        &NO,
        r"
        #define trace_own(a) ((void)(a))
        void f(int x) { trace_own(1); }
        ",
    ),
    source(
        "a parameter",
        &NO,
        "void h(void (*trace_fn)(int)); void h(void (*trace_fn)(int)) { trace_fn(1); }",
    ),
    source("a variable", &NO, "void f(int x) { void (*trace_fn)(int) = trace_foo; trace_fn(1); }"),
    source(
        "a member",
        &NO,
        "struct s { void (*trace_fn)(int); }; void h(struct s *s); void h(struct s *s) { s->trace_fn(1); }",
    ),
    source("a number", &NO, "void f(int x) { int trace_len = 1; trace_foo(trace_len); }"),
    source(
        "only a label of the name",
        &UNDECLARED,
        "void f(int x) { goto trace_out; trace_out: trace_out(); }",
    ),
    Case(
        "a function of a header",
        &NO,
        Files::Tree(
            r#"
            --- include/own.h
            void trace_own(int a);
            --- hw/foo/foo.c
            @#include "own.h"
            void trace_own(int a) {}
            void f(int x) { trace_own(1); }
            "#,
        ),
    ),
    Case(
        "a disabled event, too few",
        &COUNT,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +disable off(int a) "a=%d"
            --- hw/foo/foo.c
            @void f(int x) { trace_off(); }
            "#,
        ),
    ),
    Case(
        "a disabled event",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +disable off(int a) "a=%d"
            --- hw/foo/foo.c
            @void f(int x) { trace_off(1); }
            "#,
        ),
    ),
];
