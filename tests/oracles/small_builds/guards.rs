//! Guards of calls.

use super::{Case, Files, GUARD, MISSING, NO, source};

pub const GUARDS: &[Case] = &[
    source(
        "a guard",
        &NO,
        "void f(int x) { if (trace_event_get_state_backends(TRACE_FOO)) { trace_foo(1); } }",
    ),
    source(
        "a guard of QEMU alone",
        &NO,
        "void f(int x) { if (trace_event_get_state(TRACE_FOO)) { trace_foo(1); } }",
    ),
    source(
        "an unknown guard",
        &GUARD,
        "void f(int x) { if (trace_event_get_state_backends(TRACE_FOOO)) { trace_foo(1); } }",
    ),
    source(
        "an unknown guard of QEMU alone",
        &GUARD,
        "void f(int x) { if (trace_event_get_state(TRACE_FOOO)) { trace_foo(1); } }",
    ),
    source(
        "an unknown guard on the next line",
        &GUARD,
        r"
        void f(int x) { if (trace_event_get_state_backends(
                TRACE_FOOO)) { trace_foo(1); } }
        ",
    ),
    source(
        "an unknown guard in #if 0",
        &NO,
        r"
        #if 0
        int h(void) { return trace_event_get_state(TRACE_FOOO); }
        #endif
        ",
    ),
    source(
        "what else is generated",
        &NO,
        "int h(void) { return TRACE_FOO_ENABLED + TRACE_FOO_BACKEND_DSTATE() + _TRACE_FOO_DSTATE + !&_TRACE_FOO_EVENT; }",
    ),
    source(
        "a constant of the prefix",
        &NO,
        r"
        #define TRACE_BUF_LEN 1
        int h(void) { return TRACE_BUF_LEN; }
        ",
    ),
    source(
        "a guard that traces another event",
        &NO,
        "void f(int x) { if (trace_event_get_state_backends(TRACE_FOO)) { trace_foo_other(1, 2); } }",
    ),
    Case(
        "a guard of a disabled event",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +disable off(int a) "a=%d"
            --- hw/foo/foo.c
            @void f(int x) { if (trace_event_get_state_backends(TRACE_OFF)) { trace_off(1); } }
            "#,
        ),
    ),
    Case(
        "a guard without the header",
        &MISSING,
        Files::Tree(
            r#"
            --- hw/foo/foo.c
            #include "qemu/osdep.h"
            #include "trace/control.h"
            int h(void);
            int h(void) { return trace_event_get_state(TRACE_FOO); }
            "#,
        ),
    ),
    Case(
        "a guard of an event that ends in _enabled",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +irq_enabled(int a) "a=%d"
            --- hw/foo/foo.c
            @void f(int x) { if (trace_event_get_state(TRACE_IRQ_ENABLED)) { trace_irq_enabled(1); } }
            "#,
        ),
    ),
];
