//! Event lists as a user has them: how a file is known to be one, what stands for the tree's events, and
//! what `--fix` makes of a list.

use std::fs;
use std::path::{Path, PathBuf};
use trace_lint_tests::fixture::{self, unindented};
use trace_lint_tests::program::{check, try_run};
use trace_lint_tests::scratch;

/// A tree of two events, with lists by name, by configuration and by a comment.
const TREE: &str = r#"
--- meson.build
trace_events_subdirs = ['hw/a']
--- trace-lint.toml
event-lists = ['/lists/*.txt']
--- hw/a/trace-events
a_read(int x) "x=%d"
a_write(int x) "x=%d"
--- hw/a/a.c
#include "trace.h"
void f(void) { trace_a_read(1); trace_a_write(1); }
--- hw/a/trace.h
#include "trace/trace-hw_a.h"
--- x.trace-list
a_raed
--- deep/trace-events-list
b*
--- lists/all.txt
a_*
b_read
--- other.cfg
# trace-lint: event-list
a_writ
"#;

fn tree(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    fixture::write(&folder, TREE);
    folder
}

fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let findings = check(folder, arguments);
    findings.iter().map(|it| format!("{}:{}:{}", it.path, it.line, it.rule)).collect()
}

#[test]
fn files_are_known_by_name_configuration_and_comment() {
    let folder = tree("list-files");
    let case = |arguments: &[&str], expected: &[&str]| {
        assert_eq!(found(&folder, arguments), expected, "{arguments:?}");
    };
    let walked = [
        "deep/trace-events-list:1:list-dead-pattern",
        "lists/all.txt:2:list-unknown-event",
        "x.trace-list:1:list-unknown-event",
    ];
    case(&[], &walked);
    case(&["deep"], &walked[..1]);
    case(&["lists/all.txt"], &walked[1..2]);
    case(&["other.cfg"], &["other.cfg:2:list-unknown-event"]);
    scratch::write(&folder.join("plain"), "a_read \n");
    case(&["--as", "event-list", "plain"], &["plain:1:list-stray-bytes"]);
    fixture::write(
        &folder,
        r#"
        --- names
        a_raed
        --- all
        a_raed(void) ""
        a_read(void) ""
        "#,
    );
    case(&["x.trace-list", "--events", "names"], &[]);
    scratch::write(&folder.join("y.trace-list"), "a_read\n");
    let both = ["y.trace-list", "--events", "names", "--events", "all"];
    case(&both, &["y.trace-list:1:list-absent-event"]);
    fixture::write(
        &folder,
        r"
        --- y.trace-list
        # trace-lint: allow(list-unknown-event) soon
        c
        ",
    );
    case(&["y.trace-list"], &[]);
    assert_eq!(try_run(&folder, &["check", "--events", "x.trace-list", "--events", "none"]).status, 2);
}

#[test]
fn lists_are_fixed() {
    let folder = tree("list-fixes");
    let case = |text: &str, expected: &str| {
        let file = folder.join("x.trace-list");
        scratch::write(&file, text);
        try_run(&folder, &["check", "--fix", "x.trace-list"]);
        assert_eq!(fs::read_to_string(&file).unwrap(), expected, "{text:?}");
    };
    case("a_read\r\n# c\r\n a_write\t\n", "a_read\n# c\r\na_write\n");
    case("\u{feff}a_read", "a_read\n");
    case(
        &unindented(
            r"
            trace_a_read # why
            - a_write(int x)
            ",
        ),
        "# why\na_read\n-a_write\n",
    );
    case(
        &unindented(
            r#"
            "a_*"
            none
            "#,
        ),
        "a_*\nnone\n",
    );
}

#[test]
fn patterns_are_matched() {
    let folder = tree("list-match");
    let case = |patterns: &[&str], status: i32, expected: &str| {
        let run = try_run(&folder, &[&["match"], patterns].concat());
        assert_eq!((run.status, &*run.stdout), (status, expected), "{patterns:?}");
    };
    case(
        &["a_r*"],
        0,
        &unindented(
            r"
            a_r*: 1 event
              a_read  hw/a/trace-events
            ",
        ),
    );
    case(
        &["a_writ?", "b*"],
        1,
        &unindented(
            r"
            a_writ?: 1 event
              a_write  hw/a/trace-events

            b*: 0 events
            ",
        ),
    );
    case(&["a_read", "--events", "none"], 2, "");
}
