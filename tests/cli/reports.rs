//! Each report of one small tree, as `cli/reports/` keeps it.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use trace_lint_tests::program::try_run;
use trace_lint_tests::{fixture, golden, scratch};

/// A tree with findings of each severity, in two files, with a fix, with hosts, with a place that they relate
/// to, and with letters that reports have to escape.
const TREE: &str = r##"
--- VERSION
10.0.2
--- meson.build
trace_events_subdirs = ['hw/gadget']
--- MAINTAINERS
Gadget
M: Ada <ada@example.org>
S: Supported
F: hw/gadget/
--- hw/gadget/trace.h
#include "trace/trace-hw_gadget.h"
--- hw/gadget/trace-events
# gadget.c
gadget_read(int value) "value=%d"
gadget_write(uint64_t value, const char *name) "value=%s name=%s"
gadget_size(size_t size) "size=%ld"
gadget_mask(uint32_t mask) "mask=0x%d"
gadget_reset(void) ""
gadget_é(void) "😀 <b> 'a' & \q"
--- hw/gadget/gadget.c
#include "trace.h"
void gadget(int value)
{
    trace_gadget_read(value);
    trace_gadget_write(value, "x");
    trace_gadget_size(sizeof(value));
    trace_gadget_mask(value, 2);
    trace_gadget_raed(value);
}
"##;

fn tree(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    fixture::write(&folder, TREE);
    folder
}

fn report(folder: &Path, command: &str, format: &str) -> String {
    let run = try_run(folder, &[command, "--output-format", format, "."]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{command} {format}");
    run.stdout
}

/// What is between two texts becomes `…`: parts that are kept elsewhere.
fn without(text: &str, start: &str, end: &str) -> String {
    let (before, rest) = text.split_once(start).unwrap_or_else(|| panic!("{start} in {text}"));
    let (_, after) = rest.split_once(end).unwrap_or_else(|| panic!("{end} in {rest}"));
    format!("{before}{start}…{end}{after}")
}

/// SARIF names every rule with its page: one is enough, and the program's version is of its own day.
fn short_sarif(text: &str) -> String {
    let mut report: Value = serde_json::from_str(text).expect("the report is JSON");
    let driver = &mut report["runs"][0]["tool"]["driver"];
    driver["rules"].as_array_mut().expect("a list of rules").truncate(1);
    driver["version"] = "…".into();
    serde_json::to_string_pretty(&report).expect("JSON") + "\n"
}

#[test]
fn reports_of_check() {
    let folder = tree("reports-check");
    for format in ["human", "short", "checkpatch", "json", "github", "gitlab", "sarif", "checkstyle", "junit"]
    {
        let text = report(&folder, "check", format);
        let text = if format == "sarif" { short_sarif(&text) } else { text };
        golden::hold(&format!("tests/cli/reports/check.{format}"), &text);
    }
}

#[test]
fn reports_of_audit() {
    let folder = tree("reports-audit");
    for format in ["human", "json", "html", "markdown"] {
        let text = report(&folder, "audit", format);
        let text = match format {
            "html" => without(&without(&text, "<style>", "</style>"), "<script>", "</script>"),
            _ => text,
        };
        golden::hold(&format!("tests/cli/reports/audit.{format}"), &text);
    }
}

/// Readers of JUnit compare two runs by class and name.
#[test]
fn names_of_junit_stay_when_lines_move() {
    let folder = tree("reports-junit");
    let names = || {
        let report = report(&folder, "check", "junit");
        let name = |line: &str| line.split('"').nth(1).map(str::to_owned);
        let cases = report.lines().filter(|line| line.contains("<testcase ")).filter_map(name);
        cases.collect::<Vec<_>>()
    };
    let events = folder.join("hw/gadget/trace-events");
    let text = fs::read_to_string(&events).expect("a file");
    let twice = format!("{text}gadget_two(int a, int b) \"a=%s b=%s\"\n");
    scratch::write(&events, &twice);
    let before = names();
    assert!(before.contains(&"unused-event gadget_reset".into()), "{before:?}");
    let second = before.iter().position(|name| name == "format-type-mismatch gadget_two (2)");
    assert!(second.is_some_and(|at| before[at - 1] == "format-type-mismatch gadget_two"), "{before:?}");
    assert_eq!(before.iter().collect::<HashSet<_>>().len(), before.len(), "no two are the same: {before:?}");
    scratch::write(&events, format!("# one line more\n{twice}"));
    assert_eq!(names(), before);
}
