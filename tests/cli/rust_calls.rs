//! Rust's calls of events (facts: reports.md, row 3; eras.md, "Boundaries", row Rust; the issue, "Rust").

use trace_lint_tests::cases::{holds, together};

/// A tree with a source in Rust.
fn case(release: &str, source: &str, blocks: &str) {
    holds(&format!(
        r#"
--- VERSION
{release}
--- meson.build
trace_events_subdirs = [
  'hw/lamp',
  'hw/desk',
]
--- trace/control.h
--- hw/desk/trace-events
desk_open(void) ""
--- hw/desk/trace.h
#include "trace/trace-hw_desk.h"
--- hw/desk/desk.c
#include "trace.h"
void desk(void) {{ trace_desk_open(); }}
--- hw/lamp/trace-events
lamp_on(int level) "level=%d"
lamp_off(void) ""
--- hw/lamp/trace.h
#include "trace/trace-hw_lamp.h"
--- hw/lamp/lamp.c
#include "trace.h"
void lamp(void) {{ trace_lamp_on(1); trace_lamp_off(); }}
--- rust/hw/lamp/src/lib.rs
{source}
{blocks}
"#
    ));
}

const CALLS: &str = "fn on(level: i32) {\n    trace::trace_lamp_on(level);\n    trace::trace_lamp_off();\n}";
const ERROR: &str = "rust/hw/lamp/src/lib.rs:1: * error";

/// reports.md, row 3: a group that doesn't exist is one error at the string, with the nearest group.
#[test]
fn unknown_groups() {
    let _all = together();
    for release in ["10.2.0", "11.0.0"] {
        case(release, &format!("::trace::include_trace!(\"hw_lamp\");\n{CALLS}"), "=== | check .\nclean");
        for group in ["hw_lampp", "hw_lmap", "trace-hw_lamp", "hw-lamp", "hw/lamp"] {
            let include = format!("::trace::include_trace!(\"{group}\");");
            let expected = format!("=== | check .\n{ERROR}\nsays hw_lamp");
            case(release, &include, &expected);
            case(release, &format!("{include}\n{CALLS}"), &expected);
        }
        // Nothing is near.
        case(release, "::trace::include_trace!(\"zebra_crossing\");", &format!("=== | check .\n{ERROR}"));
    }
    case(
        "10.2.0",
        &format!("trace::include_trace! (\n    \"hw_lampp\"\n);\n{CALLS}"),
        "=== | check .\nrust/hw/lamp/src/lib.rs:2: * error",
    );
    // Two of them, one wrong.
    let two = "::trace::include_trace!(\"hw_desk\");\n::trace::include_trace!(\"hw_lampp\");\nfn f() { trace::trace_desk_open(); }";
    case("10.2.0", two, "=== | check .\nrust/hw/lamp/src/lib.rs:2: * error");
}

/// reports.md, row 3, negatives.
#[test]
fn no_unknown_group() {
    let _all = together();
    for source in [
        "// ::trace::include_trace!(\"hw_lampp\");",
        "/* ::trace::include_trace!(\"hw_lampp\"); */",
        "const S: &str = \"include_trace!(\\\"hw_lampp\\\")\";",
        "macro_rules! include_trace { ($name:literal) => {} }",
        "include_other!(\"hw_lampp\");",
    ] {
        case("10.2.0", source, "=== | check .\nclean");
    }
    // A right group, and a call of another's event.
    let wrong = "::trace::include_trace!(\"hw_desk\");\nfn f() { trace::trace_lamp_off(); }";
    case("10.2.0", wrong, "=== | check .\nrust/hw/lamp/src/lib.rs:2: missing-trace-include error");
}

/// eras.md, row Rust: tracetool's own helper takes a name, from 10.2 on.
#[test]
fn a_name_of_the_helper() {
    let _all = together();
    holds(
        r#"
--- trace/control.h
--- trace-events
event_state_is_enabled(int level) "level=%d"
--- lamp.c
#include "trace/trace-root.h"
void f(void) { trace_event_state_is_enabled(1); }
=== 7.2.0 10.0.0 10.1.0
none of reserved-event-name
=== 10.2.0 11.0.0 11.2.0
trace-events:1: reserved-event-name error
=== 10.2.0
$ sed -i s/is_enabled/was_enabled/ trace-events lamp.c
clean
"#,
    );
}

/// eras.md, row Rust: with `ust` the calls record nothing in any release, with `dtrace` none at 10.2.
#[test]
fn backends_without_bodies() {
    let _all = together();
    let source = format!("::trace::include_trace!(\"hw_lamp\");\n{CALLS}");
    let all = |backend: &str, expected: &str| format!("=== | check --backend {backend} .\n{expected}");
    for release in ["10.2.0", "11.0.0", "11.1.3"] {
        case(release, &source, &all("ust", "says Rust"));
        case(release, &source, &all("log", "hides Rust"));
        case(release, &source, &all("simple", "hides Rust"));
        case(release, "fn f() {}", &all("ust", "hides Rust"));
    }
    case("10.2.0", &source, &all("dtrace", "says Rust"));
    case("11.0.0", &source, &all("dtrace", "hides Rust"));
    case("10.2.0", "fn f() {}", &all("dtrace", "hides Rust"));
}

/// The issue, "Rust": `expand` shows it.
#[test]
fn expand_tells_of_it() {
    let _all = together();
    let source = format!("::trace::include_trace!(\"hw_lamp\");\n{CALLS}");
    case(
        "10.2.0",
        &source,
        "=== | expand lamp_on --backend ust\nsays Rust\n=== | expand lamp_on --backend dtrace\nsays Rust",
    );
    case(
        "11.0.0",
        &source,
        "=== | expand lamp_on --backend ust\nsays Rust\n=== | expand lamp_on --backend dtrace\nhides record nothing",
    );
}

/// eras.md, row Rust: `trace_X_enabled()` after 10.2.
#[test]
fn enabled_functions() {
    let _all = together();
    let source = "::trace::include_trace!(\"hw_lamp\");\nfn f() {\n    if trace::trace_lamp_on_enabled() {\n        trace::trace_lamp_on(look());\n    }\n}";
    case("10.2.0", source, "=== | check .\nrust/hw/lamp/src/lib.rs:3: undeclared-event error");
    case("11.0.0", source, "=== | check .\nclean");
    let unknown = source.replace("lamp_on_enabled", "lamp_no_enabled");
    case("11.0.0", &unknown, "=== | check .\nrust/hw/lamp/src/lib.rs:3: undeclared-event error");
}
