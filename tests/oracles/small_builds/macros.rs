//! Calls through macros, with what they stand for.

use super::{COUNT, Case, Files, NO, UNDECLARED, source};

pub const MACROS: &[Case] = &[
    source(
        "a macro for two",
        &NO,
        r"
        #define TWO(p) (p)[0], (p)[1]
        void f(int x) { int a[2] = { 0 }; trace_foo_other(TWO(a)); }
        ",
    ),
    source(
        "a macro that uses one for two",
        &NO,
        r"
        #define TWO(p) (p)[0], (p)[1]
        #define TOO(p) TWO(p)
        void f(int x) { int a[2] = { 0 }; trace_foo_other(TOO(a)); }
        ",
    ),
    source(
        "a macro for two where one is wanted",
        &COUNT,
        r"
        #define TWO(p) (p)[0], (p)[1]
        void f(int x) { int a[2] = { 0 }; trace_foo_other(TWO(a), 1); }
        ",
    ),
    source(
        "a macro without parentheses",
        &NO,
        r"
        #define BOTH 1, 2
        void f(int x) { trace_foo_other(BOTH); }
        ",
    ),
    source(
        "all that a macro gets",
        &NO,
        r"
        #define M(...) trace_foo_other(__VA_ARGS__)
        void f(int x) { M(1, 2); }
        ",
    ),
    source(
        "all that a macro gets, named",
        &NO,
        r"
        #define M(args...) trace_foo_other(1, args)
        void f(int x) { M(2); }
        ",
    ),
    source(
        "what else a macro gets",
        &NO,
        r"
        #define M(a, ...) trace_foo_other(a, ## __VA_ARGS__)
        void f(int x) { M(1, 2); }
        ",
    ),
    source(
        "a call in a macro",
        &NO,
        r"
        #define M(s) do { \
            trace_foo_other((s), sizeof(#s)); \
        } while (0)
        void f(int x) { M(x); }
        ",
    ),
    source(
        "too few in a macro",
        &COUNT,
        r"
        #define M(s) trace_foo_other(s)
        void f(int x) { M(x); }
        ",
    ),
    source(
        "pasted",
        &NO,
        r"
        #define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)
        void f(int x) { ERR(foo_other, 1, 2); }
        ",
    ),
    source(
        "pasted, too few",
        &COUNT,
        r"
        #define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)
        void f(int x) { ERR(foo_other, 1); }
        ",
    ),
    source(
        "pasted, undeclared",
        &UNDECLARED,
        r"
        #define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)
        void f(int x) { ERR(fooo, 1, 2); }
        ",
    ),
    source(
        "pasted in parts",
        &NO,
        r"
        #define ERR(part, a, b) trace_foo_##part(a, b)
        void f(int x) { ERR(other, 1, 2); }
        ",
    ),
    source(
        "pasted by a macro of a macro",
        &NO,
        r"
        #define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)
        #define E2(t, a) ERR(t, a)
        void f(int x) { E2(foo, 1); }
        ",
    ),
    Case(
        "a macro of a header",
        &NO,
        Files::Tree(
            r#"
            --- include/two.h
            #define TWO(p) (p)[0], (p)[1]
            --- hw/foo/foo.c
            @#include "two.h"
            void f(int x) { int a[2] = { 0 }; trace_foo_other(TWO(a)); }
            "#,
        ),
    ),
    Case(
        "a macro of that name in another's header",
        &COUNT,
        Files::Tree(
            r#"
            --- include/two.h
            #define two(p) (p)[0], (p)[1]
            --- hw/foo/foo.c
            @static int two(int a) { return a; }
            void f(int x) { trace_foo_other(two(1)); }
            --- hw/bar/bar.c
            #include "qemu/osdep.h"
            #include "trace.h"
            #include "two.h"
            void g(void);
            void g(void) { trace_bar(); }
            "#,
        ),
    ),
    Case(
        "a macro of a header that pastes",
        &NO,
        Files::Tree(
            r#"
            --- include/err.h
            #define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)
            --- hw/foo/foo.c
            @#include "err.h"
            void f(int x) { ERR(foo, 1); }
            "#,
        ),
    ),
    Case(
        "a macro of a header that pastes, undeclared",
        &UNDECLARED,
        Files::Tree(
            r#"
            --- include/err.h
            #define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)
            --- hw/foo/foo.c
            @#include "err.h"
            void f(int x) { ERR(fooo, 1); }
            "#,
        ),
    ),
    Case(
        "a macro that pastes, and another of its name",
        &NO,
        Files::Tree(
            r#"
            --- include/err.h
            #define ERR(trace, ...) (trace_##trace)(__VA_ARGS__)
            --- hw/foo/foo.c
            @#include "err.h"
            void f(int x) { ERR(foo, 1); }
            --- hw/bar/bar.c
            #include "qemu/osdep.h"
            #define ERR(what, ...) printf(what, ## __VA_ARGS__)
            static const char *what = "";
            void g(void);
            void g(void) { ERR(what); }
            "#,
        ),
    ),
];
