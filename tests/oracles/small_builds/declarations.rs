//! Declarations that clash, or that no C compiler takes.

use super::{Case, Files, NO};

pub const DECLARATIONS: &[Case] = &[
    Case(
        "one name twice",
        &["duplicate-event"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +foo(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "one name twice, with other arguments",
        &["duplicate-event"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +foo(int a, int b) "%d %d"
            "#,
        ),
    ),
    Case(
        "one name in two cases",
        &["colliding-events"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +Foo(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "one name in two groups",
        &["duplicate-event"],
        Files::Tree(
            r#"
            --- hw/bar/trace-events
            +foo(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "one name in two groups and cases",
        &["colliding-events"],
        Files::Tree(
            r#"
            --- hw/bar/trace-events
            +FOO(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "one name in the root and a group",
        &["duplicate-event"],
        Files::Tree(
            r#"
            --- trace-events
            foo(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "an event beside its _enabled",
        &["enabled-event"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +foo_enabled(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "_enabled alone",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +irq_enabled(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "an event beside its _event",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +foo_event(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "an event beside its _dstate",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +foo_dstate(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "an event beside its _backend_dstate",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +foo_backend_dstate(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "an event named init",
        &["reserved-event-name"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +init(void) ""
            "#,
        ),
    ),
    Case(
        "an event named as a function",
        &["reserved-event-name"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +event_get_id(int a) "a=%d"
            "#,
        ),
    ),
    Case(
        "an argument twice",
        &["duplicate-argument"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +twice(int a, int a) "%d %d"
            "#,
        ),
    ),
    Case(
        "a keyword for an argument",
        &["reserved-argument-name"],
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +word(int default) "%d"
            "#,
        ),
    ),
    Case(
        "an unused event",
        &NO,
        Files::Tree(
            r#"
            --- hw/foo/trace-events
            +unused(int a) "%d"
            "#,
        ),
    ),
    Case(
        "a used event in a group of none",
        &NO,
        Files::Tree(
            r"
            --- hw/bar/trace-events
            --- hw/bar/bar.c
            -
            ",
        ),
    ),
];
