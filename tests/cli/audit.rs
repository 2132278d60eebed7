//! `trace-lint audit` and `trace-lint refs` as a user meets them, on small trees. Needs only Rust.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use trace_lint_tests::fixture::{self, line, unindented};
use trace_lint_tests::program::{check, repository, trace_lint};
use trace_lint_tests::scratch;

/// Runs the program; what it ends with, and what it wrote on standard output and error.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output =
        Command::new(trace_lint()).args(arguments).current_dir(folder).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let (status, out, errors) = run(folder, arguments);
    assert!(matches!(status, Some(0 | 1)) && errors.is_empty(), "{arguments:?}: {status:?} {errors}");
    serde_json::from_str(&out).expect("the report is JSON")
}

/// A tree with two directories of events, one of them with a name that is markup.
const SMALL: &str = r#"
--- VERSION
10.0.2
--- meson.build
trace_events_subdirs = [
  'hw/gadget',
  'ui<script>',
]
--- MAINTAINERS
Maintainers
===========

General
-------
All patches CC here
F: *
F: */

Devices
-------
Gadget <b>
M: "Ada <b>" <ada@example.org>
M: Bea <bea@example.org>
S: Supported
F: hw/gadget/
X: hw/gadget/widget.c

Widget
M: Cai <cai@example.org>
S: Orphan
F: hw/gadget/widget*
--- hw/gadget/trace.h
#include "trace/trace-hw_gadget.h"
--- hw/gadget/trace-events
# gadget.c
gadget_read(int value) "value=%d"
gadget_write(uint64_t value) "value=%s"
disable gadget_poll(void) ""
# widget.c
widget_reset(void) ""
--- hw/gadget/gadget.c
#include "trace.h"
void gadget(int value)
{
    if (trace_event_get_state_backends(TRACE_GADGET_READ)) {
        trace_gadget_read(value);
    }
    trace_gadget_write(value); /* not trace_gadget_read */
    watch(trace_gadget_poll);
#if 0
    trace_widget_reset();
#endif
}
--- hw/gadget/widget.c
void widget(void) { }
--- ui<script>/trace.h
#include "trace/trace-ui_script_.h"
--- ui<script>/trace-events
key(int x) <script>alert(1)</script>
"#;

fn small_tree(name: &str) -> PathBuf {
    let tree = scratch::folder(name);
    fixture::write(&tree, SMALL);
    tree
}

#[test]
fn numbers_and_tables() {
    let tree = small_tree("audit-numbers");
    let report = json(&tree, &["audit", "--output-format", "json"]);
    assert_eq!(report["version"], 1);
    assert_eq!(report["qemu_version"], "10.0.2");
    let summary = &report["summary"];
    let check = |key: &str, expected: u64| assert_eq!(summary[key], expected, "{key}");
    check("files", 2);
    check("events", 5);
    check("calls", 2);
    check("guards", 1);
    check("disabled", 1);
    check("unused", 2);
    let row = |list: &str, key: &str, value: &str| {
        let rows = report[list].as_array().expect("a list");
        let found = rows.iter().find(|row| row[key] == value);
        found.unwrap_or_else(|| panic!("{value} in {rows:#?}")).clone()
    };
    assert_eq!(row("rules", "rule", "format-type-mismatch")["errors"], 1);
    assert_eq!(row("rules", "rule", "unused-event")["warnings"], 2);
    let directory = row("directories", "directory", "hw/gadget");
    assert_eq!((&directory["events"], &directory["unused"]), (&4.into(), &1.into()));
    assert_eq!(report["directories"][0], directory, "errors come first");
    let file = row("files", "path", "hw/gadget/trace-events");
    assert_eq!((&file["errors"], &file["sections"][0]), (&1.into(), &"Gadget <b>".into()));
    // The unused event of widget.c is also for those who look after widget.c.
    let widget = row("maintainers", "section", "Widget");
    assert_eq!((&widget["findings"], &widget["status"]), (&1.into(), &"Orphan".into()));
    let index = widget["indices"][0].as_u64().expect("an index") as usize;
    assert_eq!(report["findings"][index]["event"], "widget_reset");
    let gadget = row("maintainers", "section", "Gadget <b>");
    assert_eq!(gadget["maintainers"][1], "Bea <bea@example.org>");
    assert_eq!(
        report["maintainers"].as_array().map(Vec::len),
        Some(2),
        "what matches every file is left out"
    );
    let unowned = report["findings"].as_array().expect("a list").iter();
    let unowned =
        unowned.filter(|finding| finding["path"].as_str().is_some_and(|path| path.starts_with("ui")));
    assert_eq!(report["unowned"]["findings"], unowned.count());
}

#[test]
fn unused_events_are_counted_whatever_is_selected() {
    let tree = small_tree("audit-selection");
    for arguments in [["--ignore", "unused-event"], ["--select", "format-type-mismatch"]] {
        let mut all = vec!["audit", "--output-format", "json"];
        all.extend(arguments);
        let report = json(&tree, &all);
        assert_eq!(report["summary"]["unused"], 2);
        let findings = report["findings"].as_array().expect("a list");
        assert!(findings.iter().all(|finding| finding["rule"] != "unused-event"), "{findings:#?}");
    }
}

#[test]
fn findings_are_those_of_check() {
    let demo = repository().join("corpus/demo");
    let audited = json(&demo, &["audit", "--output-format", "json"]);
    let checked = json(&demo, &["check", "--output-format", "json", "."]);
    assert_eq!(audited["findings"], checked["findings"]);
    for key in ["errors", "warnings", "infos", "fixable", "files", "events"] {
        assert_eq!(audited["summary"][key], checked["summary"][key], "{key}");
    }
    let counted = audited["rules"].as_array().expect("a list").iter();
    let counted: u64 = counted.filter_map(|rule| rule["findings"].as_u64()).sum();
    assert_eq!(counted as usize, check(&demo, &["."]).len());
    assert!(counted > 10, "the demo has findings");
    assert_eq!(audited["maintainers"], Value::Null, "it has no MAINTAINERS");
}

#[test]
fn the_page_needs_nothing_and_runs_nothing_of_the_tree() {
    let tree = small_tree("audit-html");
    let (status, page, _) = run(&tree, &["audit", "--output-format", "html"]);
    assert_eq!(status, Some(1));
    assert_eq!(page.matches("<script").count(), 1, "its own");
    assert_eq!(page.matches("<style").count(), 1);
    assert!(page.contains("ui&lt;script&gt;/trace-events"), "the path is shown");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "and what stands in the file");
    assert!(page.contains("Gadget &lt;b&gt;"));
    for forbidden in
        [" style=", " onclick=", " onload=", " src=", "<link", "url(", "http:", "https:", "@import", "<b>"]
    {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for part in [
        "<svg",
        "prefers-color-scheme: dark",
        r#"id="plot""#,
        r#"id="rule""#,
        r#"id="directory""#,
        r#"id="file""#,
        r#"id="section""#,
        r#"id="findings""#,
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn markdown_holds_no_markup_of_the_tree() {
    let tree = small_tree("audit-markdown");
    let (status, text, _) = run(&tree, &["audit", "--output-format", "markdown"]);
    assert_eq!(status, Some(1));
    let outside_code: String = text.split('`').step_by(2).collect();
    assert!(!outside_code.contains("<b>") && !outside_code.contains("<script>"), "{text}");
    assert!(text.contains("| Unused events | 2 |"), "{text}");
    assert!(text.contains("### `hw/gadget/trace-events`"), "{text}");
    assert!(text.contains("- 3:37 error **format-type-mismatch** "), "{text}");
}

#[test]
fn tables_for_a_terminal() {
    let tree = small_tree("audit-human");
    let (status, text, errors) = run(&tree, &["audit"]);
    assert_eq!((status, errors.as_str()), (Some(1), ""), "nothing is drawn where no terminal waits");
    assert!(text.starts_with("Trace events of QEMU 10.0.2\n"), "{text}");
    assert!(text.contains("  Call sites               2\n"), "{text}");
    assert!(text.contains("`trace-lint check .` shows the findings"), "{text}");
    assert!(!text.contains('\x1b'), "no colour in a pipe");
    let (_, colored, _) = run(&tree, &["audit", "--color", "always"]);
    assert!(colored.contains("\x1b["), "{colored}");
    // Named from elsewhere, also by a folder inside.
    let parent = tree.parent().expect("a parent");
    let (_, text, _) = run(parent, &["audit", "audit-human"]);
    assert!(text.contains("`trace-lint check audit-human` shows"), "{text}");
    let (_, inside, _) = run(parent, &["audit", "audit-human/hw"]);
    assert_eq!(inside.lines().count(), text.lines().count(), "{inside}");
}

#[test]
fn exit_statuses() {
    let folder = scratch::folder("audit-exit");
    fixture::write(
        &folder,
        r#"
        --- clean/hw/trace-events
        a(int x) "x=%d"
        --- clean/hw/trace.h
        #include "trace/trace-hw.h"
        --- clean/hw/a.c
        #include "trace.h"
        void f(void) { trace_a(1); }
        --- none/a.c
        int x;
        "#,
    );
    let check = |arguments: &[&str], expected: i32, says: &str| {
        let (status, out, errors) = run(&folder, arguments);
        assert_eq!(status, Some(expected), "{arguments:?}\n{out}\n{errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        out
    };
    let clean = check(&["audit", "clean", "--select", "unused-event"], 0, "");
    assert!(clean.contains("  Findings                 0\n"), "{clean}");
    check(&["audit", "clean", "--select", "no-such-rule"], 2, "no rule is named");
    check(&["audit", "none"], 2, "no source tree: it has no trace-events file, nor a meson.build");
    check(&["audit", "missing"], 2, "missing: no such file or directory");
    check(&["audit", "none/a.c"], 2, "none/a.c: not a folder");
    check(&["audit", "clean", "--output", "no/such/folder"], 2, "no/such/folder: no such file or directory");
    let silent = check(&["audit", "clean", "--select", "unused-event", "--output", "report"], 0, "");
    assert_eq!(silent, "");
    let saved = std::fs::read_to_string(folder.join("report")).expect("the report");
    assert!(saved.contains("  Events                   1\n"), "{saved}");
    check(&["refs", "a", "--tree", "none"], 2, "no event of");
    check(&["refs", "a", "--tree", "missing"], 2, "missing: no such file or directory");
    check(&["refs", "a", "--tree", "clean"], 0, "");
}

#[test]
fn a_tree_that_holds_only_what_is_left_out() {
    let tree = scratch::folder("audit-left-out");
    scratch::write(&tree.join("trace/control.h"), "");
    scratch::write(&tree.join("trace-events"), line(r#"a(int x) "x=%d""#));
    scratch::write(&tree.join("big.c"), vec![b'x'; (16 << 20) + 1]);
    scratch::write(&tree.join("binary.c"), b"\0\xfftrace_a(\0\xff");
    let (status, out, errors) = run(&tree, &["audit", "."]);
    assert_eq!(status, Some(1), "{out}\n{errors}");
    assert!(errors.contains("note: ") && errors.contains("big.c: left out"), "{errors}");
    assert!(out.contains("  Events                   1\n"), "{out}");
}

#[test]
fn references_of_an_event() {
    let tree = small_tree("refs-forms");
    let (status, text, errors) = run(&tree, &["refs", "gadget_read"]);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    let expected = unindented(
        r#"
        Declared
          hw/gadget/trace-events:2:1  gadget_read(int value) "value=%d"

        Called
          hw/gadget/gadget.c:5:9  gadget: trace_gadget_read(value);

        Guarded
          hw/gadget/gadget.c:4:40  gadget: if (trace_event_get_state_backends(TRACE_GADGET_READ)) {

        Named in comments
          hw/gadget/gadget.c:7:39  gadget: trace_gadget_write(value); /* not trace_gadget_read */
        "#,
    );
    assert_eq!(text, expected);
    for name in ["trace_gadget_read", "TRACE_GADGET_READ"] {
        assert_eq!(run(&tree, &["refs", name]).1, expected, "{name}");
    }
    let report = json(&tree, &["refs", "widget_reset", "--output-format", "json"]);
    assert_eq!(report["event"], "widget_reset");
    assert_eq!(report["declarations"][0]["line"], 6);
    assert_eq!(report["calls"][0]["dead"], true);
    assert_eq!(report["calls"][0]["function"], "gadget");
    assert_eq!(report["guards"], Value::Array(Vec::new()));
    let report = json(&tree, &["refs", "gadget_poll", "--output-format", "json"]);
    assert_eq!(report["pointers"][0]["line"], 8);
    assert_eq!(report["declarations"][0]["disabled"], true);
    let (status, out, errors) = run(&tree, &["refs", "trace_gadget_raed"]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(errors.contains("did you mean `gadget_read`"), "{errors}");
}
