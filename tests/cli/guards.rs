//! Guards by the macros that tracetool generates (facts: reports.md, row 4; call-sites.md, "guards"; the issue, "Guards").

use trace_lint_tests::cases::{holds, together};

/// A source of a tree of that release, and what is found in it.
fn case(release: &str, body: &str, expected: &str) {
    holds(&format!(
        r#"
--- VERSION
{release}
--- meson.build
trace_events_subdirs = [ 'hw/lamp' ]
--- trace/control.h
--- hw/lamp/trace.h
#include "trace/trace-hw_lamp.h"
--- hw/lamp/trace-events
lamp_kindle(const char *who) "who=%s"
lamp_hue(int hue) "hue=%d"
--- hw/lamp/lamp.c
#include "trace.h"
{body}
--- hw/lamp/hue.c
#include "trace.h"
void hue(void) {{ trace_lamp_hue(1); }}
=== | check .
{expected}
"#
    ));
}

/// A function, one line of code a line of the file from line 4 on.
fn body(guard: &str) -> String {
    format!("void f(void)\n{{\n    if ({guard}) {{\n        trace_lamp_kindle(describe());\n    }}\n}}")
}

/// reports.md, row 4: a name that no event has.
#[test]
fn unknown_events() {
    let _all = together();
    for guard in [
        "TRACE_LAMP_KINLDE_BACKEND_DSTATE()",
        "TRACE_LAMP_KINLDE_ENABLED",
        "!TRACE_LAMP_KINLDE_BACKEND_DSTATE() || x",
        "x && TRACE_LAMP_KINLDE_ENABLED",
    ] {
        for release in ["7.2.0", "10.0.0", "10.2.0", "11.0.0"] {
            case(
                release,
                &body(guard),
                "hw/lamp/lamp.c:4: unknown-guard error\nsays LAMP_KINLDE\nsays LAMP_KINDLE",
            );
        }
    }
    // Nothing of the kind is near.
    case("10.2.0", &body("TRACE_ZEBRA_BACKEND_DSTATE()"), "hw/lamp/lamp.c:4: unknown-guard error");
    // As a statement and as a value.
    let assigned = "void f(void)\n{\n    int on = TRACE_LAMP_KINLDE_BACKEND_DSTATE();\n    trace_lamp_kindle(on ? describe() : 0);\n}";
    case("10.2.0", assigned, "hw/lamp/lamp.c:4: unknown-guard error");
    // On the next line.
    let split = "void f(void)\n{\n    if (x &&\n        TRACE_LAMP_KINLDE_BACKEND_DSTATE()) {\n        trace_lamp_kindle(describe());\n    }\n}";
    case("10.2.0", split, "hw/lamp/lamp.c:5: unknown-guard error");
}

/// reports.md, row 4: a right name gets the advice of `guard-not-backends`.
#[test]
fn known_events() {
    let _all = together();
    for guard in [
        "TRACE_LAMP_KINDLE_BACKEND_DSTATE()",
        "TRACE_LAMP_KINDLE_ENABLED",
        "unlikely(TRACE_LAMP_KINDLE_BACKEND_DSTATE())",
    ] {
        for release in ["7.2.0", "10.2.0"] {
            case(
                release,
                &body(guard),
                "hw/lamp/lamp.c:4: guard-not-backends warning\nsays trace_event_get_state_backends",
            );
        }
    }
    for release in ["7.2.0", "10.2.0"] {
        case(release, &body("trace_event_get_state_backends(TRACE_LAMP_KINDLE)"), "clean");
    }
}

/// reports.md, row 4, and `guard-other-event`: such a guard of another event.
#[test]
fn other_events() {
    let _all = together();
    case(
        "10.2.0",
        &body("trace_event_get_state_backends(TRACE_LAMP_HUE)"),
        "hw/lamp/lamp.c:4: guard-other-event",
    );
    case(
        "10.2.0",
        &body("TRACE_LAMP_HUE_BACKEND_DSTATE()"),
        "some hw/lamp/lamp.c:4: guard-other-event|guard-not-backends",
    );
}

/// call-sites.md, "Shapes": the control API, and names that something else bears.
#[test]
fn no_guards() {
    let _all = together();
    for line in [
        "#define TRACE_DESK_ENABLED 1",
        "#define TRACE_DESK_BACKEND_DSTATE() (1)",
        "enum { TRACE_DESK_ENABLED };",
        "static const int TRACE_DESK_ENABLED = 1;",
    ] {
        let call = if line.contains("DSTATE") { "()" } else { "" };
        let name = if line.contains("DSTATE") { "TRACE_DESK_BACKEND_DSTATE" } else { "TRACE_DESK_ENABLED" };
        let text = format!(
            "{line}\nint g(void) {{ return {name}{call}; }}\nvoid f(void) {{ trace_lamp_kindle(0); }}"
        );
        case("10.2.0", &text, "clean");
    }
    for text in [
        "/* TRACE_LAMP_KINLDE_BACKEND_DSTATE() */\nvoid f(void) { trace_lamp_kindle(0); }",
        "const char *s = \"TRACE_LAMP_KINLDE_BACKEND_DSTATE()\";\nvoid f(void) { trace_lamp_kindle(0); }",
        // The state of the event decides of something that is no event.
        "void f(void) { if (TRACE_LAMP_KINDLE_BACKEND_DSTATE()) { count++; } trace_lamp_kindle(0); }",
    ] {
        case("10.2.0", text, "none of unknown-guard");
    }
}

/// eras.md, "Boundaries": before 2.10 there is no `trace_event_get_state_backends` to write instead.
#[test]
fn before_the_other_guard() {
    let _all = together();
    for release in ["1.5.0", "2.0.0", "2.5.0"] {
        for (guard, expected) in [
            ("TRACE_LAMP_KINDLE_ENABLED", "clean"),
            ("TRACE_LAMP_KINLDE_ENABLED", "lamp.c:4: unknown-guard error"),
        ] {
            holds(&format!(
                "\n--- VERSION\n{release}\n--- include/trace.h\n#include \"trace/generated-tracers.h\"\n--- trace/control.h\n\
                 --- trace-events\nlamp_kindle(const char *who) \"who=%s\"\n--- lamp.c\n#include \"trace.h\"\n{}\n=== | check .\n{expected}\n",
                body(guard)
            ));
        }
    }
}
