//! What changes at a release, how the release of a tree is found, and what messages say of it (facts: eras.md,
//! "Boundaries", "Messages that mislead today").

use trace_lint_tests::cases::{holds, together};

/// A tree of one file of events, at its root, that nothing uses. `\n` is put for each `;`.
fn line(line: &str, blocks: &[(&str, &str)]) {
    in_file("trace-events", "", line, blocks);
}

fn in_file(path: &str, more: &str, line: &str, blocks: &[(&str, &str)]) {
    let mut case = format!(
        r"
--- trace/control.h
{more}--- {path}
{line}
"
    );
    for (releases, expected) in blocks {
        case += &format!("=== {releases} | check --ignore unused-event .\n{expected}\n");
    }
    holds(&case);
}

/// A list of groups, as 5.2 and later have it.
const MESON: &str = r"
--- meson.build
trace_events_subdirs = [ 'hw/lamp' ]
";

/// Boundaries, row 1.
#[test]
fn vcpu() {
    let _all = together();
    let event = r#"vcpu lamp_on(int level) "level=%d""#;
    let refused = "trace-events:1: obsolete-property error";
    line(
        event,
        &[
            ("2.6.0 4.2.0 7.2.0 9.0.0 10.0.0 10.0.13", "clean"),
            ("10.1.0 10.1.3 10.2.0 11.0.0", refused),
            ("10.1.0", "says 10.1\nhides 10.2"),
            ("2.5.0", refused),
        ],
    );
    in_file(
        "hw/lamp/trace-events",
        MESON,
        event,
        &[
            ("7.2.0", "hw/lamp/trace-events:1: vcpu-outside-root error"),
            ("9.1.0 10.0.0", "none of vcpu-outside-root\nnone of obsolete-property"),
            ("10.1.0", "some hw/lamp/trace-events:1: obsolete-property error"),
        ],
    );
}

/// Boundaries, row 2: the log backend prints once.
#[test]
fn positions() {
    let _all = together();
    let linux = r#"
--- trace-lint.toml
hosts = ["linux-64"]
"#;
    let reported = "trace-events:1: positional-argument error";
    let blocks = [("5.2.0 9.2.0 10.0.0 10.0.13", reported), ("10.1.0 10.2.0 11.0.0", "clean")];
    in_file("trace-events", linux, r#"lamp_on(int level, int hue) "%2$d %1$d""#, &blocks);
    // A gap and a mixture are wrong everywhere.
    for format in ["%1$d %3$d", "%2$d", "%1$d %d"] {
        let event = format!(r#"lamp_on(int level, int hue, int x) "{format}""#);
        in_file("trace-events", linux, &event, &[("10.0.0 10.1.0 10.2.0", "some trace-events:1: * error")]);
    }
}

/// grammar.md, "limits": what `vcpu` adds to a call, up to 9.0.
#[test]
fn calls_of_vcpu_events() {
    let _all = together();
    let case = |call: &str, blocks: &str| {
        holds(&format!(
            "\n--- meson.build\ntrace_events_subdirs = []\n--- trace/control.h\n--- trace-events\nvcpu lamp_on(int level) \"level=%d\"\n\
             --- lamp.c\n#include \"trace/trace-root.h\"\nvoid f(void) {{ trace_lamp_on({call}); }}\n{blocks}"
        ));
    };
    let wrong = "lamp.c:2: call-argument-count";
    case("cpu, 1", &format!("=== 5.2.0 7.2.0 8.2.0 9.0.0\nclean\n=== 9.1.0 10.0.0\n{wrong}\n"));
    case("1", &format!("=== 5.2.0 7.2.0 9.0.0\n{wrong}\n=== 9.1.0 10.0.0\nclean\n"));
}

/// Boundaries, row 2: what `expand` shows of the log backend.
#[test]
fn the_branch_of_the_timestamp() {
    let _all = together();
    holds(
        r#"
--- trace/control.h
--- trace-events
lamp_on(int level) "level=%d"
=== 7.2.0 9.2.0 10.0.0 10.0.13 | expand lamp_on
says gettimeofday
=== 10.1.0 10.1.3 10.2.0 11.0.0 | expand lamp_on
hides gettimeofday
hides _now
"#,
    );
}

/// Boundaries, row 2: names of the timestamp's branch are free; ftrace's buffer of the header stays.
#[test]
fn names_of_generated_code() {
    let _all = together();
    for name in ["_now", "gettimeofday"] {
        let event = format!(r#"lamp_on(int {name}) "%d""#);
        let blocks = [
            ("7.2.0 10.0.0 10.0.13", "trace-events:1: reserved-argument-name error"),
            ("10.1.0 10.2.0 11.0.0", "clean"),
        ];
        line(&event, &blocks);
    }
    holds(
        r#"
--- trace/control.h
--- trace-events
lamp_on(int ftrace_buf) "%d"
=== 10.0.0 10.1.0 | check --backend ftrace .
some trace-events:1: ftrace-backend-name error
=== 10.2.0 | check --backend ftrace .
none of ftrace-backend-name
"#,
    );
}

/// Boundaries, rows "final newline", "float", "foo()"; grammar.md, "format checks".
#[test]
fn grammar() {
    let _all = together();
    holds(
        r#"
--- trace/control.h
--- trace-events
=== 2.6.0 2.11.0 2.12.0 3.0.0 3.1.0 | check --ignore unused-event .
$ printf 'lamp_on(int a) "a=%%d"' >trace-events
clean
=== 4.0.0 4.2.0 10.2.0 | check --ignore unused-event .
trace-events:1: missing-final-newline error
"#,
    );
    for name in ["float", "double"] {
        let event = format!(r#"lamp_on({name} level) "%f""#);
        line(
            &event,
            &[
                ("2.6.0 2.11.0 2.12.0", "clean"),
                ("3.0.0 4.2.0 10.2.0", "some trace-events:1: argument-type error"),
            ],
        );
    }
    for arguments in ["", "int x, "] {
        let event = format!(r#"lamp_on({arguments}) "text""#);
        let blocks =
            [("2.6.0 2.9.0 2.11.0 2.12.0 4.2.0 10.2.0", "some trace-events:1: empty-argument error")];
        line(&event, &blocks);
    }
    let error = |rule: &str| format!("trace-events:1: {rule} error");
    let newline = error("format-newline");
    let milder = "trace-events:1: format-newline warning";
    line(r#"lamp_on(int a) "a=%d\n""#, &[("2.6.0 4.1.0", milder), ("4.2.0 9.0.0 9.1.0 10.2.0", &newline)]);
    line(r#"lamp_on(int a) "a=\n%d""#, &[("4.2.0 9.0.0", milder), ("9.1.0 10.2.0", &newline)]);
    // "Messages that mislead": `%m` that the release accepts weighs no more than such a newline.
    let percent_m = error("format-percent-m");
    line(
        r#"lamp_on(int a) "a=%d %m""#,
        &[("2.6.0 3.1.0", "trace-events:1: format-percent-m warning"), ("4.0.0 10.2.0", &percent_m)],
    );
    let eleven = "lamp_on(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) \
                  \"%d %d %d %d %d %d %d %d %d %d %d\"";
    line(eleven, &[("2.6.0 2.9.0", "clean"), ("2.10.0 10.2.0", &error("too-many-arguments"))]);
}

/// Boundaries, row `trace_event_get_state_backends`.
#[test]
fn guards() {
    let _all = together();
    let case = |top: &str, include: &str, blocks: &str| {
        holds(&format!(
            r#"
--- trace/control.h
{top}--- trace-events
lamp_on(int level) "level=%d"
--- lamp.c
#include "{include}"
void f(void)
{{
    if (trace_event_get_state(TRACE_LAMP_ON)) {{
        trace_lamp_on(look());
    }}
}}
{blocks}"#
        ));
    };
    let old = r#"
--- include/trace.h
#include "trace/generated-tracers.h"
"#;
    case(old, "trace.h", "=== 1.5.0 2.0.0 2.5.0 2.8.0\nclean\n");
    let listed = r"
--- Makefile.objs
trace-events-subdirs = util
--- util/trace-events
";
    let reported = "=== 2.9.0\nclean\n=== 2.10.0 2.11.0 5.1.0\nlamp.c:4: guard-not-backends\n";
    case(listed, "trace-root.h", reported);
}

/// Boundaries, row `TARGET_FMT_plx`, `HWADDR_PRIx`, `VADDR_PRIx`.
#[test]
fn macros() {
    let _all = together();
    for format in [r#""at=0x%" HWADDR_PRIx"#, r#""at=0x%" VADDR_PRIx"#, r#""at=0x" TARGET_FMT_plx"#] {
        let event = format!("lamp_on(uint64_t at) {format}");
        let known = ("2.9.0 4.0.0 4.1.1", "clean");
        let unknown = "hw/lamp/trace-events:1: unknown-macro error";
        let listed = r"
--- Makefile.objs
trace-events-subdirs = hw/lamp
";
        in_file("hw/lamp/trace-events", listed, &event, &[known, ("4.2.0 5.1.0", unknown)]);
        let blocks = [("7.2.0 10.2.0", "some hw/lamp/trace-events:1: unknown-macro error")];
        in_file("hw/lamp/trace-events", MESON, &event, &blocks);
        let root = "some trace-events:1: unknown-macro error";
        line(&event, &[known, ("4.2.0 7.2.0 9.0.0", "clean"), ("9.1.0 10.2.0", root)]);
    }
    // A macro of no release is unknown in all.
    line(
        r#"lamp_on(uint64_t at) "at=0x%" LAMP_PRIx"#,
        &[("2.9.0 9.0.0", "some trace-events:1: unknown-macro error")],
    );
}

/// Boundaries, row "QMP `vcpu` argument", and its note on HMP.
#[test]
fn vcpu_of_commands() {
    let _all = together();
    holds(
        r#"
--- trace/control.h
--- trace-events
lamp_on(int level) "level=%d"
--- tests/lamp.py
vm.qmp('trace-event-set-state', name='lamp_on', enable=True, vcpu=0)
vm.hmp('trace-event lamp_on on 0')
=== 7.2.0 8.0.0 8.1.0 9.0.0 | check --ignore unused-event .
none of monitor-argument
=== 9.1.0 10.2.0 11.0.0 | check --ignore unused-event .
tests/lamp.py:1: monitor-argument error
"#,
    );
}

/// Boundaries, row "disabled events in 0.14–0.15": off until switched on.
#[test]
fn disabled_events() {
    let _all = together();
    holds(
        r#"
--- scripts/tracetool
--- trace-events
disable lamp_on(int level) "level=%d"
--- trace-events-list
lamp_on
=== 0.14.0 0.15.1 | check --ignore unused-event .
clean
=== 1.0 1.5.0 | check --ignore unused-event .
$ mkdir -p trace && touch trace/control.h
trace-events-list:1: list-disabled-event
"#,
    );
}

/// Boundaries, row "32-bit hosts"; "Messages": no wasm before 10.1, no 32-bit host from 11.0.
#[test]
fn hosts() {
    let _all = together();
    let case = |line: &str, blocks: &str| {
        holds(&format!(
            r"
--- trace/control.h
--- trace-events
{line}
{}",
            blocks.replace('@', "| check --ignore unused-event .")
        ));
    };
    let differs = "some trace-events:1: format-host-mismatch error\n";
    let wrong = "trace-events:1: format-type-mismatch error\nhides 32-bit\n";
    for event in [r#"lamp_on(size_t n) "n=%u""#, r#"lamp_on(uintptr_t n) "n=0x%x""#] {
        case(event, &format!("=== 7.2.0 10.2.0 @\n{differs}says 32-bit\n=== 11.0.0 11.1.3 @\n{wrong}"));
    }
    let event = r#"lamp_on(int64_t n) "n=%lld""#;
    case(event, &format!("=== 10.2.0 @\n{differs}says 32-bit\n=== 11.0.0 11.2.0 @\n{differs}hides 32-bit\n"));
    let event = r#"lamp_on(uint64_t n) "n=0x%lx""#;
    case(
        event,
        &format!(
            "=== 7.2.0 9.2.0 10.0.13 @\n{differs}hides wasm\nsays 32-bit\n=== 10.1.0 10.2.0 @\n{differs}says wasm\nsays 32-bit\n\
             === 11.0.0 11.2.0 @\n{differs}says wasm\nhides 32-bit\nhides wasm32\n"
        ),
    );
}
