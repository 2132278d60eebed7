//! Headers, and the list of directories.

use super::{Case, Files, MISSING, NO};

pub const HEADERS: &[Case] = &[
    Case(
        "no header",
        &MISSING,
        Files::Tree(
            r#"
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "the generated header",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "trace/trace-hw_foo.h"
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "the generated header, by its short name",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "trace-hw_foo.h"
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "the header of a directory",
        &NO,
        Files::Tree(
            r#"
            --- hw/bar/bar.c
            #include "qemu/osdep.h"
            #include "trace.h"
            #include "hw/foo/trace.h"
            void g(void);
            void g(void) { trace_bar(); trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "another group's header",
        &MISSING,
        Files::Tree(
            r#"
            --- hw/bar/bar.c
            #include "qemu/osdep.h"
            #include "trace.h"
            void g(void);
            void g(void) { trace_bar(); trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "through another header",
        &NO,
        Files::Tree(
            r#"
            --- include/hw/foo.h
            #include "hw/foo-more.h"
            --- include/hw/foo-more.h
            #include "hw/foo/trace.h"
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "hw/foo.h"
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "through a header that has it in #if 0",
        &MISSING,
        Files::Tree(
            r#"
            --- include/hw/foo.h
            #if 0
            #include "hw/foo/trace.h"
            #endif
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "hw/foo.h"
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "only in a comment",
        &MISSING,
        Files::Tree(
            r#"
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            /*
            #include "trace.h"
            */
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "headers in a circle",
        &MISSING,
        Files::Tree(
            r#"
            --- include/a.h
            #ifndef A
            #define A
            #include "b.h"
            #endif
            --- include/b.h
            #ifndef B
            #define B
            #include "a.h"
            #endif
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "a.h"
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "from the includer",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/part.c.inc
            static void part(void) { trace_foo(1); }
            --- hw/foo/foo.c
            @#include "part.c.inc"
            void f(int x) { part(); }
            "#,
        ),
    ),
    Case(
        "not from the includer",
        &MISSING,
        Files::Tree(
            r#"
            --- hw/foo/part.c.inc
            static void part(void) { trace_foo(1); }
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "part.c.inc"
            void f(void);
            void f(void) { part(); }
            "#,
        ),
    ),
    Case(
        "by the path of the target",
        &NO,
        Files::Tree(
            r#"
            --- meson.build
            trace_events_subdirs = ['hw/foo', 'hw/bar', 'target/arch']
            --- target/arch/trace-events
            arch(void) ""
            --- target/arch/trace.h
            #include "trace/trace-target_arch.h"
            --- target/arch/kvm/kvm.c
            @void k(void);
            void k(void) { trace_arch(); }
            "#,
        ),
    ),
    Case(
        "trace.h of another group",
        &["missing-trace-include", "trace-header"],
        Files::Tree(
            r#"
            --- hw/foo/trace.h
            #include "trace/trace-hw_bar.h"
            "#,
        ),
    ),
    Case(
        "trace.h of no group",
        &["missing-trace-include", "trace-header"],
        Files::Tree(
            r#"
            --- hw/foo/trace.h
            #include "trace/trace-hw_baz.h"
            "#,
        ),
    ),
    Case(
        "trace.h without an include",
        &["missing-trace-include", "trace-header"],
        Files::Tree(
            r"
            --- hw/foo/trace.h
            /* nothing */
            ",
        ),
    ),
    Case(
        "an empty trace.h",
        &["missing-trace-include", "trace-header"],
        Files::Tree(
            r"
            --- hw/foo/trace.h
            ",
        ),
    ),
    Case(
        "no trace.h",
        &["missing-trace-include", "trace-header"],
        Files::Tree(
            r"
            --- hw/foo/trace.h
            -
            ",
        ),
    ),
    Case(
        "no trace.h, and no call",
        &["trace-header"],
        Files::Tree(
            r"
            --- hw/foo/trace.h
            -
            --- hw/foo/foo.c
            @
            ",
        ),
    ),
    Case(
        "no trace.h, and no need of it",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace.h
            -
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "trace/trace-hw_foo.h"
            void f(void);
            void f(void) { trace_foo(1); }
            "#,
        ),
    ),
    Case(
        "a directory that is not listed",
        &["unlisted-directory"],
        Files::Tree(
            r"
            --- meson.build
            trace_events_subdirs = ['hw/bar']
            ",
        ),
    ),
    Case(
        "a directory that is not listed, and not used",
        &NO,
        Files::Tree(
            r"
            --- meson.build
            trace_events_subdirs = ['hw/bar']
            --- hw/foo/foo.c
            -
            ",
        ),
    ),
    Case(
        "a directory that is not listed, and included",
        &["unlisted-directory"],
        Files::Tree(
            r"
            --- meson.build
            trace_events_subdirs = ['hw/bar']
            --- hw/foo/foo.c
            @int trace_len;
            ",
        ),
    ),
    Case(
        "a directory without events",
        &["unlisted-directory"],
        Files::Tree(
            r"
            --- meson.build
            trace_events_subdirs = ['hw/foo', 'hw/bar', 'hw/baz']
            ",
        ),
    ),
    Case(
        "a trace.h left behind",
        &NO,
        Files::Tree(
            r#"
            --- hw/baz/trace.h
            #include "trace/trace-hw_baz.h"
            "#,
        ),
    ),
    Case(
        "a trace.h left behind, and included",
        &["trace-header"],
        Files::Tree(
            r#"
            --- hw/baz/trace.h
            #include "trace/trace-hw_baz.h"
            --- hw/baz/baz.c
            #include "qemu/osdep.h"
            #include "trace.h"
            "#,
        ),
    ),
];
