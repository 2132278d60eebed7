//! `--baseline` as a user meets it: what is known is not reported, wherever it moves; what is gone is told.

use std::process::Command;
use trace_lint_tests::fixture::{self, line, unindented};
use trace_lint_tests::program::{run_on, try_run};
use trace_lint_tests::scratch;

#[test]
fn only_what_is_new_is_reported() {
    let folder = scratch::folder("baseline");
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    let events = folder.join("trace-events");
    let check = |arguments: &[&str], status: i32, out: &[&str], errors: &str| {
        let mut all = vec!["check", "--output-format", "short", "--baseline", "known.json"];
        all.extend(arguments);
        let output = try_run(&folder, &all);
        assert_eq!(output.status, status, "{output:?}");
        let lines: Vec<_> = output.stdout.lines().collect();
        assert_eq!(lines.len(), out.len(), "{lines:?}");
        assert!(lines.iter().zip(out).all(|(line, part)| line.contains(part)), "{lines:?}");
        assert!(output.stderr.contains(errors), "{}", output.stderr);
    };
    scratch::write(
        &events,
        unindented(
            r#"
            f(int a) "%s"
            g(int a) "%s"
            "#,
        ),
    );
    check(&[], 2, &[], "known.json: no such file or directory; --write-baseline writes it");
    check(&["--write-baseline", "--ignore", "TL702"], 0, &[], "2 findings written");
    check(&["--ignore", "TL702"], 0, &[], "");
    scratch::write(
        &events,
        unindented(
            r#"
            # moved

            g(int a) "%s"
            new(int a) "%s"
            f(int a) "%s"
            "#,
        ),
    );
    check(&["--ignore", "TL702"], 1, &["trace-events:4:13: error[TL303]"], "");
    scratch::write(&events, line(r#"f(int a) "%s""#));
    check(&["--ignore", "TL702"], 0, &[], "1 known finding gone");
    check(&["--ignore", "TL702"], 0, &[], "gone: trace-events: `%s` wants");
    scratch::write(&folder.join("known.json"), r#"{"version": 9, "findings": []}"#);
    check(&[], 2, &[], "a baseline of version 9");
    scratch::write(&folder.join("known.json"), "[");
    check(&[], 2, &[], "known.json: not a baseline: ");
    assert_eq!(try_run(&folder, &["check", "--write-baseline"]).status, 2);
}

/// What was not looked for is neither gone nor lost.
#[test]
fn what_was_not_looked_for_stays_known() {
    let folder = scratch::folder("baseline-parts");
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = ['hw/a', 'hw/b']\n");
    for group in ["a", "b"] {
        let files = format!(
            r#"
            --- hw/{group}/trace.h
            #include "trace/trace-hw_{group}.h"
            --- hw/{group}/trace-events
            {group}_one(int x) "x=%s"
            {group}_two(int x) "x=%d"
            "#
        );
        fixture::write(&folder, &files);
    }
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "begin"]] {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=T", "-c", "user.email=t@localhost"]).args(arguments);
        assert!(git.current_dir(&folder).status().expect("git is installed").success());
    }
    let check = |arguments: &[&str], input: &str| {
        let all = [&["check", "--baseline", "known.json"], arguments].concat();
        let output = run_on(&folder, &all, input.as_bytes());
        assert_eq!(output.status, 0, "{arguments:?}: {output:?}");
        output.stderr
    };
    let write = |arguments: &[&str], expected: &str| {
        let said = check(&[&["--write-baseline"], arguments].concat(), "");
        assert_eq!(said, format!("trace-lint: known.json: {expected}\n"), "{arguments:?}");
    };
    let whole = || std::fs::read_to_string(folder.join("known.json")).expect("a file");
    write(&[], "6 findings written");
    let begin = whole();
    for arguments in [
        &["--select", "unused-event"][..],
        &["--ignore", "unused-event"],
        &["--no-index"],
        &["--config", "exclude = ['hw/b/']"],
        &["--staged"],
        &["--since", "HEAD"],
        &["--diff-filter"],
        &["hw/a"],
        &["hw/a/trace-events"],
    ] {
        assert_eq!(check(arguments, ""), "", "{arguments:?}");
    }
    write(&["hw/a"], "3 findings written, 3 of what was not looked for kept");
    write(&["--select", "unused-event"], "4 findings written, 2 of what was not looked for kept");
    write(&["--no-index"], "2 findings written, 4 of what was not looked for kept");
    assert_eq!(whole(), begin);
    scratch::write(&folder.join("hw/a/trace-events"), line(r#"a_two(int x) "x=%d""#));
    assert!(check(&["--ignore", "unused-event"], "").contains("1 known finding gone"));
    write(&["hw/a", "--ignore", "unused-event"], "0 findings written, 5 of what was not looked for kept");
    for (text, reason) in [("{", "not a baseline"), ("<<<<<<< ours\n{}\n", "conflict markers")] {
        scratch::write(&folder.join("known.json"), text);
        let output = try_run(&folder, &["check", "--baseline", "known.json", "--write-baseline"]);
        assert_eq!(output.status, 2, "{output:?}");
        assert!(output.stderr.contains(reason) && output.stderr.contains("not overwritten"), "{output:?}");
        assert_eq!(whole(), text);
    }
    std::fs::remove_file(folder.join("known.json")).expect("the file goes");
    write(&[], "4 findings written");
    assert_eq!(try_run(&folder, &["check", "--baseline", "x", "--write-baseline", "--diff"]).status, 2);
}
