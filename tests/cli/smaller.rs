//! What people ran into, each of another kind (facts: reports.md; eras.md, "Messages that mislead today"; the issue, "Smaller").

use serde_json::Value;
use trace_lint_tests::cases::{holds, together};
use trace_lint_tests::program::try_run;
use trace_lint_tests::recordings::{Argument, Recording};
use trace_lint_tests::scratch;

/// A tree of 10.2 with one group.
const TREE: &str = r#"
--- VERSION
10.2.0
--- meson.build
trace_events_subdirs = [ 'hw/lamp' ]
--- trace/control.h
--- hw/lamp/trace.h
#include "trace/trace-hw_lamp.h"
"#;

fn in_tree(more: &str) {
    holds(&format!("{TREE}{}", more.trim_start()));
}

/// reports.md, "a literal NULL for `%s`": gcc refuses it with the backend syslog.
#[test]
fn null_for_a_string() {
    let _all = together();
    let case = |call: &str, backend: &str, expected: &str| {
        in_tree(&format!(
            r#"
--- hw/lamp/trace-events
lamp_say(int n, const char *what) "n=%d what=%s"
lamp_at(void *at) "at=%p"
--- hw/lamp/lamp.c
#include "trace.h"
void f(const char *what)
{{
    {call};
    trace_lamp_say(2, what);
    trace_lamp_at(NULL);
}}
=== | check {backend} .
{expected}
"#
        ));
    };
    for null in ["NULL", "(NULL)", " NULL "] {
        let call = format!("trace_lamp_say(1, {null})");
        case(&call, "--backend syslog", "hw/lamp/lamp.c:4: * warning");
        case(&call, "--backend log,syslog", "hw/lamp/lamp.c:4: * warning");
        case(&call, "", "clean");
        case(&call, "--backend simple", "clean");
    }
    for value in ["\"NULL\"", "x ? what : NULL_NAME", "NULL_NAME", "name(NULL)"] {
        case(&format!("trace_lamp_say(1, {value})"), "--backend syslog", "clean");
    }
}

/// reports.md, "marks of a merge conflict": one finding.
#[test]
fn merge_conflicts() {
    let _all = together();
    let source = r#"
--- hw/lamp/lamp.c
#include "trace.h"
void f(void) { trace_lamp_on(1); }
=== | check .
"#;
    in_tree(&format!(
        r#"
--- hw/lamp/trace-events
<<<<<<< HEAD
lamp_on(int level) "level=%d"
=======
lamp_on(int level) "level is %d"
>>>>>>> topic
{source}hw/lamp/trace-events:1: *
says merge conflict
"#
    ));
    in_tree(&format!(
        r#"
--- hw/lamp/trace-events
<<<<<<< HEAD
lamp_on(int level) "level=%d"
||||||| 1234567
=======
lamp_on(int level) "level is %d"
>>>>>>> 89abcde (Dim the lamp)
{source}hw/lamp/trace-events:1: *
says merge conflict
"#
    ));
    // In a comment they are a drawing.
    in_tree(&format!(
        r#"
--- hw/lamp/trace-events
# =======
# <<<<<<< lamps
lamp_on(int level) "level=%d"
{source}clean
"#
    ));
}

/// reports.md, "indented and inline code in Markdown".
#[test]
fn code_in_markdown() {
    let _all = together();
    let option = "./configure --enable-trace-backend=simple";
    let right = "./configure --enable-trace-backends=simple";
    let case = |text: &str, expected: &str| {
        in_tree(&format!(
            r"
--- hw/lamp/trace-events
--- docs/lamp.md
# Lamps

{text}
=== | check .
{expected}
"
        ));
    };
    for (text, line) in [
        (format!("```sh\n{option}\n```"), 4),
        (format!("Run this:\n\n    {option}\n"), 5),
        (format!("Run `{option}` there."), 3),
        (format!("- Run ``{option}`` there."), 3),
        (format!("~~~\n{option}\n~~~"), 4),
    ] {
        case(&text, &format!("docs/lamp.md:{line}: configure-trace-backend error"));
        case(&text.replace(option, right), "clean");
    }
}

/// reports.md, "a comment that names docs/devel/tracing.txt": at most `info`.
#[test]
fn the_old_page() {
    let _all = together();
    in_tree(
        r#"
--- hw/lamp/trace-events
# docs/devel/tracing.txt says how to write these lines.

lamp_on(int level) "level=%d"
--- hw/lamp/lamp.c
#include "trace.h"
void f(void) { trace_lamp_on(1); }
=== | check .
status 0
hides warning[
hides error[
"#,
    );
}

/// reports.md, "clock that goes back in a recording": such records are counted, and rates are without them.
#[test]
fn clocks_that_go_back() {
    let run = |times: &[u64], arguments: &[&str]| {
        let folder = scratch::folder("smaller-clock");
        scratch::write(&folder.join("events"), "lamp_on(int level) \"level=%d\"\n");
        let mut recording = Recording::default();
        recording.map(0, "lamp_on");
        for time in times {
            recording.time = *time;
            recording.record(0, &[Argument::Number(1)]);
        }
        scratch::write(&folder.join("recording"), &recording.bytes);
        try_run(&folder, &[&["trace", "recording", "--events", "events", "--stats"], arguments].concat())
            .stdout
    };
    for (times, shortest) in [
        (&[5_000_000, 5_000_030, 1_000, 2_000][..], 30),
        (&[50_000, 50_015, 50_000, 50_030][..], 15),
        (&[9_000_000_000, 9_000_000_040, 1_000_000_000][..], 40),
    ] {
        let said = run(times, &[]);
        assert!(said.contains("back"), "such records are counted and said: {said}");
        let report: Value = serde_json::from_str(&run(times, &["--output-format", "json"])).expect("JSON");
        assert_eq!(report["stats"]["events"][0]["gap_ns"]["min"], shortest, "{report}");
    }
    let forth = run(&[5_000_000, 5_000_030, 5_001_000], &[]);
    assert!(!forth.contains("back"), "{forth}");
}

/// reports.md, "recording of the other byte order": named first.
#[test]
fn the_other_byte_order() {
    let folder = scratch::folder("smaller-order");
    scratch::write(&folder.join("events"), "lamp_on(int level) \"level=%d\"\n");
    let bytes = Recording::default().bytes;
    let swapped: Vec<u8> = bytes.chunks(8).flat_map(|word| word.iter().rev().copied()).collect();
    scratch::write(&folder.join("recording"), swapped);
    let run = try_run(&folder, &["trace", "recording", "--events", "events"]);
    let (own, other) = if cfg!(target_endian = "little") {
        ("little-endian", "big-endian")
    } else {
        ("big-endian", "little-endian")
    };
    let first = run.stdout.lines().chain(run.stderr.lines()).next().unwrap_or_default();
    assert!(first.contains(other) && !first.contains(own), "{run:?}");
}

/// The issue, "Smaller": Python 3.13 that the parser doesn't know is "not understood from line N", and the classes
/// without errors are checked.
#[test]
fn new_python() {
    let _all = together();
    for syntax in [
        "def f[T = int](x: T): pass",
        "class Box[*T = *tuple[int]]: pass",
        "type Pair[T = int] = tuple[T, T]",
        "x = f\"{'a' + f\"{1}\"}\"",
    ] {
        in_tree(&format!(
            r#"
--- hw/lamp/trace-events
lamp_on(int level) "level=%d"
--- hw/lamp/lamp.c
#include "trace.h"
void f(void) {{ trace_lamp_on(1); }}
--- scripts/lamp.py
import simpletrace
class A(simpletrace.Analyzer):
    def lamp_no(self, level):
        print(level)
{syntax}
class B(simpletrace.Analyzer):
    def lamp_on(self, level, hue):
        print(hue)
simpletrace.run(A())
=== | check scripts/lamp.py
scripts/lamp.py:3: unknown-event-method
scripts/lamp.py:7: analyzer-arguments
hides this is no Python
"#
        ));
    }
}

/// eras.md, "Messages", row 1: the root has a name. TL712 doesn't deny a source and name it.
#[test]
fn misplaced_and_stale() {
    let _all = together();
    in_tree(
        r#"
--- trace-events
desk_open(void) ""
--- desk.c
#include "trace/trace-root.h"
#include "hw/lamp/trace.h"
void desk(void) { trace_desk_open(); trace_lamp_on(1); }
--- hw/lamp/trace-events
lamp_on(int level) "level=%d"
=== | check --select misplaced-event .
hw/lamp/trace-events:1: misplaced-event info
says root
"#,
    );
    // `# blk.c` of a directory may name blk.c at the root.
    in_tree(
        r#"
--- hw/lamp/trace-events
# blk.c
lamp_on(int level) "level=%d"
--- blk.c
#include "hw/lamp/trace.h"
void f(void) { trace_lamp_on(1); }
=== | check .
clean
"#,
    );
}

/// eras.md, "Messages", row 3: `audit` above two trees, and simpletrace.py in a tree of 0.14.
#[test]
fn trees_below_and_old_scripts() {
    let _all = together();
    let tree = |name: &str| {
        format!(
            r#"
--- {name}/trace/control.h
--- {name}/trace-events
lamp_on(int level) "level=%d"
"#
        )
    };
    holds(&format!(
        r"
{}{}=== | audit .
hides it has no trace-events file
says one
says two
",
        tree("one"),
        tree("two")
    ));
    holds(
        r#"
--- VERSION
0.14.1
--- scripts/tracetool
--- trace-events
lamp_on(int level) "level=%d"
--- lamp.c
#include "trace.h"
void f(void) { trace_lamp_on(1); }
--- scripts/simpletrace.py
class Analyzer(object):
    def begin(self):
        pass
=== | check .
clean
=== | check scripts/simpletrace.py
hides it lies in no source tree
"#,
    );
}

/// eras.md, "Messages", row 5: nothing but a sign between the halves of a number.
#[test]
fn hexadecimal_groups() {
    let _all = together();
    let case = |format: &str, expected: &str| {
        in_tree(&format!(
            r#"
--- hw/lamp/trace-events
lamp_on(unsigned a, unsigned b) "{format}"
=== | check --ignore unused-event .
{expected}
"#
        ));
    };
    for format in [
        "id=0x%08x_%08x",
        "id=0x%08x:%08x",
        "id=0x%08x-%08x",
        "id=0x%08x.%08x",
        "id=0x%08x/%08x",
        "id=0x%08x %08x",
        "id=0x%08x%08x",
    ] {
        case(format, "clean");
    }
    case("count %x%08x", "some hw/lamp/trace-events:1: hex-without-prefix warning");
    case("count %x, rest %08x", "some hw/lamp/trace-events:1: hex-without-prefix warning");
}

/// commands.md, "a tool has whole directories of events or none"; tools/qemu-vnc of 11.1, whose events no other
/// program has (measured with the programs of 11.1.3).
#[test]
fn events_of_qemu_vnc() {
    holds(
        r#"
--- meson.build
trace_events_subdirs = [ 'hw/lamp', 'tools/qemu-vnc', 'ui' ]
--- trace/control.h
--- hw/lamp/trace-events
lamp_on(void) ""
--- tools/qemu-vnc/trace-events
qemu_vnc_lamp(void) ""
--- ui/trace-events
ui_lamp(void) ""
--- run.sh
qemu-vnc -T qemu_vnc_lamp; qemu-vnc -T ui_lamp; qemu-vnc --trace='*_lamp'
qemu-vnc -T lamp_on
qemu-system-x86_64 -trace qemu_vnc_lamp
qemu-img -T 'qemu_vnc_*' info x; qemu-system-x86_64 -trace '*_lamp' -trace lamp_on
$RUN -trace qemu_vnc_lamp
qemu-vnc -Tui_lamp; qemu-vnc --tra ui_lamp; qemu-vnc -T qemu_vnc_lamp -T ui_lamp
=== | check --select command-wrong-program,unknown-trace-option,trace-option-replaced .
run.sh:2: command-wrong-program
run.sh:3: command-wrong-program
run.sh:4: command-wrong-program
run.sh:6: unknown-trace-option
run.sh:6: unknown-trace-option
run.sh:6: trace-option-replaced
says qemu-vnc has no event `lamp_on`
says an emulator of a machine has no event `qemu_vnc_lamp`
"#,
    );
}
