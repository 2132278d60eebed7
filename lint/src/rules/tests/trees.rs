//! The rules about more than one file, each in small trees: what they find, what they leave alone.

use super::check_tree;
use crate::linter::{Settings, lint};
use crate::model::index::index_of;
use crate::qemu::era::Era;
use crate::rules::RULES;
use crate::text::fixture::{files, line, unindented};
use std::sync::Arc;

type Found<'a> = &'a [(&'a str, usize, &'a str)];

const ONE: &str = r#"a_one(void) """#;

/// The findings in one source beside the trace-events file of a group with some events.
fn check(events: &str, source: &str, expected: Found) {
    let [events, source] = [events, source].map(|text| line(unindented(text).trim_end()));
    let source = line(r#"#include "trace.h""#) + &source;
    check_tree(&[("hw/a/trace-events", &events), ("hw/a/a.c", &source)], expected);
}

const PAIR: &str = r#"
    a_read(int x, int y) "x=%d y=%d"
    a_write(int x, int y) "x=%d y=%d"
    "#;

#[test]
fn unused_events() {
    let unused: Found = &[("hw/a/trace-events", 1, "unused-event")];
    let check = |source: &str, expected: Found| check(r#"a_one(int x) "x=%d""#, source, expected);
    check("void f(void) { trace_a_one(1); }", &[]);
    check(
        r"
        #define F(n) trace_a_##n(1)
        void f(void) { F(one); }
        ",
        &[],
    );
    check("static void (*const f)(int) = trace_a_one;", &[]);
    check("#define TRACE trace_a_one(1)", &[]);
    check(
        r"
        #ifdef CONFIG_X
        void f(void) { trace_a_one(1); }
        #endif
        ",
        &[],
    );
    check(r#"void f(void) { puts("trace_a_one(1)"); }"#, unused);
    check("// trace_a_one(1)", unused);
    check(
        r"
        void f(void) { trace_a_one_more(1); }
        static void trace_a_one_more(int x) {}
        ",
        unused,
    );
    let rust = r#"
        --- hw/a/trace-events
        a_one(int x) "x=%d"
        --- hw/a/a.rs
        ::trace::include_trace!("hw_a");
        fn f() { trace::trace_a_one(1); }
        "#;
    check_tree(&files(rust), &[]);
}

#[test]
fn a_disabled_event_and_a_guard_need_a_call() {
    let unused: Found = &[("hw/a/trace-events", 1, "unused-event")];
    check(r#"disable a_one(void) """#, "", unused);
    check(r#"a_one(void) """#, "int f(void) { return trace_event_get_state_backends(TRACE_A_ONE); }", unused);
}

#[test]
fn twins() {
    let write = "void a_write(int x, int y) { trace_a_write(x, y); }\n";
    let both = "int a_read(int x, int y) { trace_a_write(x, y); }\n".to_owned() + write;
    let found: Found = &[("hw/a/a.c", 2, "twin-confusion"), ("hw/a/trace-events", 1, "unused-event")];
    check(PAIR, &both, found);
    // Called somewhere, the twin is used.
    check(PAIR, &(both + "void g(void) { trace_a_read(1, 2); }\n"), &[]);
    // The function is named after neither.
    let unused: Found = &[("hw/a/trace-events", 1, "unused-event")];
    check(PAIR, "void a_update(int x, int y) { trace_a_write(x, y); }\n", unused);
    // It is named after both.
    check(PAIR, "void a_read_write(int x, int y) { trace_a_write(x, y); }\n", unused);
}

#[test]
fn swapped_arguments() {
    let check = |call: &str, expected: Found| {
        let source = format!("void f(S *s, int x, int y) {{ {call}; trace_a_write(1, 2); }}\n");
        check(PAIR, &source, expected);
    };
    let swapped: Found = &[("hw/a/a.c", 2, "swapped-call-arguments")];
    check("trace_a_read(y, x)", swapped);
    check("trace_a_read(s->y, s->x)", swapped);
    check("trace_a_read(x, y)", &[]);
    check("trace_a_read(y, 0)", &[]);
    check("trace_a_read(x, x)", &[]);
    check("trace_a_read(y + 1, x)", &[]);
}

#[test]
fn guards() {
    let check = |events: &str, guard: &str, expected: Found| {
        let source = format!(
            r"
            void f(void) {{ if ({guard}) {{ trace_a_read(1, 2); }} }}
            void g(void) {{ trace_a_write(1, 2); }}
            "
        );
        check(events, &source, expected);
    };
    check(PAIR, "trace_event_get_state_backends(TRACE_A_READ)", &[]);
    check(PAIR, "trace_event_get_state(TRACE_A_READ)", &[("hw/a/a.c", 2, "guard-not-backends")]);
    check(PAIR, "TRACE_A_READ_ENABLED", &[("hw/a/a.c", 2, "guard-not-backends")]);
    check(PAIR, "TRACE_A_READ_BACKEND_DSTATE()", &[("hw/a/a.c", 2, "guard-not-backends")]);
    check(PAIR, "TRACE_A_READ_ENABLED || c", &[]);
    check(PAIR, "TRACE_A_READ_ENABLED && trace_event_get_state_backends(TRACE_A_READ)", &[]);
    check(PAIR, "TRACE_A_RAED_ENABLED", &[("hw/a/a.c", 2, "unknown-guard")]);
    check(PAIR, "!TRACE_A_RAED_ENABLED", &[("hw/a/a.c", 2, "unknown-guard")]);
    check(PAIR, "state == TRACE_A_RAED_ENABLED", &[]);
    check(PAIR, "TRACE_ZEBRA_ENABLED", &[]);
    check(PAIR, "TRACE_ZEBRA_BACKEND_DSTATE()", &[("hw/a/a.c", 2, "unknown-guard")]);
    check(PAIR, "trace_event_get_state_backends(TRACE_A_RAED)", &[("hw/a/a.c", 2, "unknown-guard")]);
    check(PAIR, "trace_event_get_state_backends(TRACE_A_WRITE)", &[("hw/a/a.c", 2, "guard-other-event")]);
    check(
        PAIR,
        "trace_event_get_state_backends(TRACE_A_READ) || trace_event_get_state_backends(TRACE_A_WRITE)",
        &[],
    );
}

#[test]
fn headings() {
    let check = |heading: &str, expected: Found| {
        let events = format!("{heading}\n{ONE}");
        check(&events, "void f(void) { trace_a_one(); }", expected);
    };
    let stale: Found = &[("hw/a/trace-events", 1, "stale-heading")];
    check("# a.c", &[]);
    check("# hw/a/a.c", &[]);
    check("# ../a/a.c", &[]);
    check("# Everything about a.c and its like", &[]);
    check("# See docs/a.rst", &[]);
    check("#", &[]);
    check("# b.c", stale);
    check("# hw/b/a.c", stale);
    check("# ?.c", &[]);
    check("# {a,b}.c", &[]);
    check("# {b,c}.c", stale);
    let of_root = |source: &str, expected: Found| {
        let tree = format!(
            r#"
            --- hw/a/trace-events
            # block.c
            a_one(void) ""
            --- hw/a/trace.h
            #include "trace/trace-hw_a.h"
            --- block.c
            --- {source}
            #include "hw/a/trace.h"
            void f(void) {{ trace_a_one(); }}
            "#
        );
        check_tree(&files(&tree), expected);
    };
    of_root("block.c", &[]);
    of_root("hw/a/a.c", stale);
}

#[test]
fn nothing_is_said_of_groups_where_no_root_is_marked() {
    let mut index = index_of(&files(
        r#"
        --- hw/a/trace-events
        # b.c
        a_one(void) ""
        a_two(void) ""
        --- hw/b/trace-events
        a_one(void) ""
        --- hw/c/c.c
        void f(void) { trace_a_one(); trace_a_one(1); trace_c(); }
        --- rust/a.rs
        trace::include_trace!("hw_z");
        "#,
    ));
    let settings = Settings::new(RULES.to_vec(), Era::NEWEST);
    Arc::make_mut(&mut index.facts).is_fragment = true;
    let found: Vec<_> = lint(&index, &settings).iter().map(|finding| finding.rule.name).collect();
    assert_eq!(found, ["unused-event", "call-argument-count", "undeclared-event"]);
}

#[test]
fn headers() {
    let check = |include: &str, expected: Found| {
        let tree = format!(
            r#"
            --- hw/a/trace-events
            a_one(void) ""
            --- hw/a/trace.h
            #include "trace/trace-hw_a.h"
            --- hw/b/b.c
            {include}
            void f(void) {{ trace_a_one(); }}
            "#
        );
        check_tree(&files(&tree), expected);
    };
    let missing: Found = &[("hw/b/b.c", 2, "missing-trace-include")];
    check(r#"#include "hw/a/trace.h""#, &[]);
    check(r#"#include "trace/trace-hw_a.h""#, &[]);
    check(r#"#include "../a/trace.h""#, &[]);
    check("", missing);
    check(r#"#include "trace-root.h""#, missing);
    let lies_elsewhere = r#"
        --- hw/a/trace-events
        a_one(void) ""
        --- hw/a/trace.h
        #include "trace/trace-hw_b.h"
        --- hw/a/a.c
        #include "trace.h"
        void f(void) { trace_a_one(); }
        "#;
    let expected: Found = &[("hw/a/a.c", 2, "missing-trace-include"), ("hw/a/trace.h", 1, "trace-header")];
    check_tree(&files(lies_elsewhere), expected);
}

#[test]
fn groups_and_the_build() {
    let check = |meson: &str, expected: Found| {
        let mut files = files(
            r#"
            --- hw/a/trace-events
            a_one(void) ""
            --- hw/a/a.c
            #include "trace.h"
            void f(void) { trace_a_one(); }
            "#,
        );
        files.push(("meson.build".to_owned(), unindented(meson)));
        check_tree(&files, expected);
    };
    check("trace_events_subdirs = [ 'hw/a' ]\n", &[]);
    check(
        r"
        trace_events_subdirs = []
        if have_system
          trace_events_subdirs += [
            'hw/a',
          ]
        endif
        ",
        &[],
    );
    check("project('x')\n", &[]);
    check("trace_events_subdirs = []\n", &[("hw/a/trace-events", 1, "unlisted-directory")]);
    check("trace_events_subdirs = [ 'hw/a', 'hw/b' ]\n", &[("meson.build", 1, "unlisted-directory")]);
    check("trace_events_subdirs = [ 'hw/a',\n 'hw/a' ]\n", &[("meson.build", 2, "unlisted-directory")]);
}

#[test]
fn duplicates_in_groups() {
    let tree = |meson: &str, expected: Found| {
        let mut files = files(
            r#"
            --- a/trace-events
            one(void) ""
            --- a/a.c
            #include "trace.h"
            void f(void) { trace_one(); }
            --- b/trace-events
            one(void) ""
            --- b/b.c
            #include "trace.h"
            void f(void) { trace_one(); }
            "#,
        );
        files.push(("meson.build".to_owned(), unindented(meson)));
        check_tree(&files, expected);
    };
    let duplicate: Found = &[("b/trace-events", 1, "duplicate-event")];
    tree("trace_events_subdirs = [ 'a', 'b' ]\n", duplicate);
    tree(
        r"
        trace_events_subdirs = []
        if x
         trace_events_subdirs += [ 'a' ]
        else
         trace_events_subdirs += [ 'b' ]
        endif
        ",
        &[],
    );
    tree(
        r"
        trace_events_subdirs = [ 'a' ]
        if x
         trace_events_subdirs += [ 'b' ]
        endif
        ",
        duplicate,
    );
}
