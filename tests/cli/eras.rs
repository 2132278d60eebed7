//! What each era of QEMU generates and accepts (facts: eras.md), on trees of a few lines.

use trace_lint_tests::cases::{holds, together};

/// eras.md, "Which header declares", row 0.14–0.15: a shell script for tracetool, one generated trace.h.
#[test]
fn a_tree_of_0_14() {
    let _all = together();
    holds(
        r#"
--- scripts/tracetool
#!/bin/sh
--- trace-events
lamp_on(int level) "level=%d"
disable lamp_off(int level) "level=%d"
--- hw/lamp.c
#include "trace.h"
void lamp(void) { trace_lamp_on(1); trace_lamp_off(2); }
=== 0.14.0 0.14.1 0.15.0 0.15.1
clean
=== 0.14.1
$ echo 'void f(void) { trace_lamp_no(1); }' >>hw/lamp.c
hw/lamp.c:3: undeclared-event error
"#,
    );
}

/// eras.md, "Which header declares", row 1.x–2.8: trace.h has all events, from any directory.
#[test]
fn one_header_for_all_events() {
    let _all = together();
    holds(
        r#"
--- include/trace.h
#ifndef TRACE_H
#define TRACE_H
#include "trace/generated-tracers.h"
#endif
--- trace/control.h
--- trace-events
lamp_on(int level) "level=%d"
lamp_off(void) ""
--- hw/lamp/lamp.c
#include "trace.h"
void lamp(void) { trace_lamp_on(1); }
--- lamp-off.c
#include "trace.h"
void lamp_off(void) { trace_lamp_off(); }
=== 1.0 1.1 1.5.3 1.7.2 2.0.0 2.1.3 2.2.0 2.5.1 2.6.2
clean
"#,
    );
    // 2.7 and 2.8 list the files.
    holds(
        r#"
--- include/trace.h
#include "trace/generated-tracers.h"
--- trace/control.h
--- trace-events
desk_open(void) ""
--- Makefile.objs
trace-events-y = trace-events
trace-events-y += hw/lamp/trace-events
--- hw/lamp/trace-events
lamp_on(int level) "level=%d"
lamp_off(void) ""
--- hw/lamp/lamp.c
#include "trace.h"
void lamp(void) { trace_lamp_on(1); trace_desk_open(); }
--- hw/desk/switch.c
#include "trace.h"
void off(void) { trace_lamp_off(); }
=== 2.7.0 2.8.1
clean
"#,
    );
}

/// eras.md, "Which header declares", row 2.9–5.1: generated headers of a directory, listed by Makefile.objs.
#[test]
fn generated_headers_of_directories() {
    let _all = together();
    const TREE: &str = r#"
--- Makefile.objs
trace-events-subdirs =
trace-events-subdirs += hw/lamp
trace-events-subdirs += util
--- trace/control.h
--- trace-events
desk_open(void) ""
--- hw/lamp/trace-events
lamp_on(int level) "level=%d"
lamp_off(void) ""
--- util/trace-events
tick(void) ""
--- hw/lamp/lamp.c
#include "trace.h"
void lamp(void) { trace_lamp_on(1); }
--- hw/switch.c
#include "hw/lamp/trace.h"
void off(void) { trace_lamp_off(); }
--- util/tick.c
#include "trace.h"
void tick(void) { trace_tick(); }
--- desk.c
#include "trace-root.h"
void desk(void) { trace_desk_open(); }
"#;
    let holds = |text: &str| holds(&format!("{TREE}{}", text.trim_start()));
    holds("=== 2.9.0 2.10.2 2.11.2 2.12.1 3.0.0 3.1.1 4.2.1 5.0.1 5.1.0\nclean\n");
    // The wiring tells, too.
    holds("=== | check .\n$ rm -f VERSION\nnone of trace-header\nnone of missing-trace-include\n");
    // No fix writes a header, and none is left.
    holds(
        r#"
=== 2.9.0 5.1.0 | check --fix --unsafe .
status 0
$ ! test -e hw/lamp/trace.h
=== 5.1.0 | check .
$ ! test -e hw/lamp/trace.h && ! test -e util/trace.h
clean
"#,
    );
    holds(
        r#"
--- hw/lamp/bare.c
#include "qemu/osdep.h"
void bare(void) { trace_lamp_off(); }
--- util/other.c
#include "trace.h"
void other(void) { trace_lamp_off(); }
--- rooted.c
#include "trace-root.h"
void rooted(void) { trace_lamp_off(); }
=== 2.9.0 4.2.1 5.1.0
hw/lamp/bare.c:2: missing-trace-include
util/other.c:2: missing-trace-include
rooted.c:2: missing-trace-include
"#,
    );
    holds(
        r#"
--- hw/desk/trace-events
desk_shut(void) ""
--- hw/desk/desk.c
#include "trace.h"
void desk_shut(void) { trace_desk_shut(); }
=== 2.9.0 5.1.0
hw/desk/trace-events:1: unlisted-directory
=== 2.9.0 5.1.0
$ echo 'trace-events-subdirs += hw/desk' >>Makefile.objs
clean
=== 2.9.0 5.1.0
$ echo 'trace-events-subdirs += hw/gone' >>Makefile.objs
Makefile.objs:5: unlisted-directory
"#,
    );
}

/// eras.md, "Which header declares", row 5.2 on: the committed wrapper.
#[test]
fn committed_wrappers() {
    let _all = together();
    holds(
        r#"
--- meson.build
trace_events_subdirs = [
  'hw/lamp',
]
--- trace/control.h
--- hw/lamp/trace-events
lamp_on(int level) "level=%d"
--- hw/lamp/trace.h
#include "trace/trace-hw_lamp.h"
--- hw/lamp/lamp.c
#include "trace.h"
void lamp(void) { trace_lamp_on(1); }
=== 5.2.0 6.2.0 7.0.0 7.2.9 8.0.0 8.2.0 9.0.0 9.2.0 10.0.0 10.1.0 10.2.0 11.0.0
clean
=== 5.2.0 7.2.9 10.2.0 11.0.0
$ rm -f hw/lamp/trace.h
some hw/lamp/trace-events:1: trace-header error
"#,
    );
}

const TCG: &str = r#"
--- Makefile.objs
trace-events-subdirs = target/lamp
--- trace/control.h
--- trace-events
vcpu tcg lamp_mem(TCGv vaddr, uint16_t info) "info=%d", "vaddr=0x%016"PRIx64" info=%d"
"#;

/// eras.md, "Events with the property tcg": a use of any of the three is a use.
#[test]
fn uses_of_tcg_events() {
    let _all = together();
    let case = |include: &str, use_: &str, expected: &str| {
        let source = format!("--- lamp.c\n#include \"{include}\"\nvoid f(void) {{ {use_} }}\n");
        holds(&format!(
            "{TCG}--- target/lamp/trace-events\n{source}=== 2.9.0 3.1.0 4.2.0 5.1.0\n{expected}\n"
        ));
    };
    case("trace-tcg.h", "trace_lamp_mem_tcg(cpu, env, addr, 1);", "clean");
    case("trace-root.h", "trace_lamp_mem_trans(cpu, 1);", "clean");
    case("trace-root.h", "trace_lamp_mem_exec(cpu, addr, 1);", "clean");
    case("trace-root.h", "other();", "trace-events:1: unused-event");
    // Native arguments only, and all of them.
    case("trace-root.h", "trace_lamp_mem_trans(cpu, addr, 1);", "lamp.c:2: call-argument-count");
    case("trace-root.h", "trace_lamp_mem_exec(cpu, 1);", "lamp.c:2: call-argument-count");
    // The bare name is no event.
    case("trace-root.h", "trace_lamp_mem(cpu, addr, 1);", "some lamp.c:2: undeclared-event");
    // The guard of 2.10 and later, and that of a CPU.
    for guard in ["trace_event_get_state_backends(@)", "trace_event_get_vcpu_state(cpu, @)"] {
        let use_ = |name: &str| {
            format!("if ({}) {{ trace_lamp_mem_exec(cpu, look(), 1); }}", guard.replace('@', name))
        };
        let case = |name: &str, expected: &str| {
            let text = use_(name);
            let source = format!("--- lamp.c\n#include \"trace-root.h\"\nvoid f(void) {{ {text} }}\n");
            holds(&format!(
                "{TCG}--- target/lamp/trace-events\n{source}=== 2.10.0 4.2.0 5.1.0\n{expected}\n"
            ));
        };
        case("TRACE_LAMP_MEM_EXEC", "clean");
        case("TRACE_LAMP_MEM_EXCE", "lamp.c:2: unknown-guard");
        case("TRACE_LAMP_MEM", "lamp.c:2: unknown-guard");
    }
}

/// eras.md, "Events with the property tcg": lists, `match` and `expand` know `_trans` and `_exec` alone.
#[test]
fn names_of_tcg_events() {
    let _all = together();
    let tail = r#"
--- target/lamp/trace-events
--- lamp.c
#include "trace-tcg.h"
void f(void) { trace_lamp_mem_tcg(cpu, env, addr, 1); }
--- trace-events-list
lamp_mem_exec
lamp_mem_trans
lamp_mem
=== 2.9.0 5.1.0
trace-events-list:3: list-unknown-event
=== 4.2.0 | match lamp_mem_exec lamp_mem_trans
says lamp_mem_exec
says lamp_mem_trans
status 0
=== 4.2.0 | match lamp_mem
status 1
=== 4.2.0 | expand lamp_mem_exec
says vaddr
status 0
=== 4.2.0 | expand lamp_mem_trans
hides vaddr
status 0
=== 4.2.0 | expand lamp_mem
status 2
"#;
    holds(&(TCG.to_owned() + tail.trim_start()));
}

/// eras.md, "Events with the property tcg": the first format prints native arguments, the second all.
#[test]
fn formats_of_tcg_events() {
    let _all = together();
    let case = |releases: &str, line: &str, expected: &str| {
        holds(&format!(
            "\n--- trace/control.h\n--- trace-events\n{line}\n=== {releases} | check --ignore unused-event .\n{expected}\n"
        ));
    };
    let known = "2.2.0 2.5.0 2.9.0 4.2.0 6.2.0";
    case(known, r#"tcg lamp_op(TCGv pc, uint32_t op) "op=%u", "pc=0x%016"PRIx64" op=%u""#, "clean");
    case(
        known,
        r#"tcg lamp_op(TCGv pc, uint32_t op) "op=%u %u", "pc=0x%016"PRIx64" op=%u""#,
        "trace-events:1: format-too-few-arguments",
    );
    case(
        known,
        r#"tcg lamp_op(TCGv pc, uint32_t op) "op=%u", "pc=%p op=%u""#,
        "trace-events:1: format-type-mismatch",
    );
    case(known, r#"tcg lamp_op(TCGv pc, uint32_t op) "op=%u", "op=%u""#, "some trace-events:1: * error");
    // One format alone is refused.
    case(
        "2.6.0 2.9.0 4.2.0 6.2.0",
        r#"tcg lamp_op(TCGv pc) "pc=0x%016"PRIx64"#,
        "some trace-events:1: * error",
    );
    let gone = r#"tcg lamp_op(TCGv pc, uint32_t op) "op=%u", "pc=0x%016"PRIx64" op=%u""#;
    case("2.0.0 7.0.0 8.0.0 10.2.0", gone, "some trace-events:1: obsolete-property error");
    // Messages: TL005 names the release of the tree.
    case("7.1.0", gone, "says 7.1\nhides 10.2");
}
