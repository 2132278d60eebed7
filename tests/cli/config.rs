//! Configuration files as a user meets them: which one governs a file, what stands over it, what is said
//! of one that is wrong, and what `.gitignore` leaves out.

use serde_json::Value;
use std::path::{Path, PathBuf};
use trace_lint_tests::fixture;
use trace_lint_tests::golden;
use trace_lint_tests::program::{repository, try_run};
use trace_lint_tests::scratch;

/// A tree of two directories with a finding each: `x=%s` of an int, an error on every host, and an event
/// that nothing calls.
fn tree(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    for group in ["a", "b"] {
        let files = format!(
            r#"
            --- hw/{group}/trace-events
            {group}_used(int x) "x=%s"
            {group}_unused(int x) "x=%d"
            --- hw/{group}/{group}.c
            #include "trace.h"
            void f(void) {{ trace_{group}_used(1); }}
            --- hw/{group}/trace.h
            #include "trace/trace-hw_{group}.h"
            "#
        );
        fixture::write(&folder, &files);
    }
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = ['hw/a', 'hw/b']\n");
    folder
}

/// The findings as `path:rule:severity`, and the exit status.
fn check(folder: &Path, arguments: &[&str]) -> (Vec<String>, i32) {
    let mut all = vec!["check", "--output-format", "json"];
    all.extend(arguments);
    let output = try_run(folder, &all);
    let report: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    let findings = report["findings"].as_array().expect("a list").iter();
    let shown = findings
        .map(|finding| ["path", "rule", "severity"].map(|key| text(finding, key)).join(":"))
        .collect();
    (shown, output.status)
}

const A: [&str; 2] =
    ["hw/a/trace-events:format-type-mismatch:error", "hw/a/trace-events:unused-event:warning"];
const B: [&str; 2] =
    ["hw/b/trace-events:format-type-mismatch:error", "hw/b/trace-events:unused-event:warning"];

#[test]
fn the_nearest_file_governs_and_arguments_stand_over_it() {
    let folder = tree("config-layers");
    let case = |arguments: &[&str], expected: &[&str]| {
        assert_eq!(check(&folder, arguments).0, expected, "{arguments:?}");
    };
    case(&[], &[A[0], A[1], B[0], B[1]]);
    scratch::write(&folder.join("trace-lint.toml"), "ignore = ['unused-event']\n");
    case(&[], &[A[0], B[0]]);
    case(&["hw/a"], &[A[0]]);
    case(&["--isolated"], &[A[0], A[1], B[0], B[1]]);
    case(&["--select", "unused-event"], &[A[1], B[1]]);
    case(&["--config", "ignore = ['TL303']"], &[]);
    case(&["--no-index", "hw/a/trace-events", "--extend-select", "TL702"], &[A[0]]);
    scratch::write(&folder.join("hw/b/.trace-lint.toml"), "severity = { TL303 = 'warning' }\n");
    case(&[], &[A[0], "hw/b/trace-events:format-type-mismatch:warning", B[1]]);
    case(&["--no-index", "hw/b/trace-events"], &["hw/b/trace-events:format-type-mismatch:warning"]);
    scratch::write(&folder.join("hw/b/trace-lint.toml"), "exclude = ['trace-events']\n");
    case(&[], &[A[0]]);
    case(&["hw/b/trace-events"], &[B[0], B[1]]);
    case(&["hw/b/trace-events", "--force-exclude"], &[]);
    fixture::write(
        &folder,
        r"
        --- trace-lint.toml
        [[per-file]]
        paths = ['/hw/a/']
        ignore = ['all']
        extend-select = []
        ",
    );
    case(&[], &[]);
    fixture::write(
        &folder,
        r"
        --- hw/b/trace-lint.toml
        hosts = ['macos']
        ignore = ['TL702']
        ",
    );
    case(&[], &[B[0]]);
}

#[test]
fn a_file_above_the_tree_governs_it() {
    let folder = tree("config-above/tree");
    scratch::write(&folder.join("../trace-lint.toml"), "exclude = ['/tree/hw/b']\n");
    assert_eq!(check(&folder, &[]).0, A);
}

#[test]
fn what_git_ignores_is_no_part_of_the_tree() {
    let folder = tree("config-gitignore");
    fixture::write(
        &folder,
        r"
        --- .gitignore
        *.gen.c
        /out/
        !keep.gen.c
        --- hw/a/x.gen.c
        void g(void) { trace_a_unused(1); }
        --- out/trace-events
        bad
        ",
    );
    assert_eq!(check(&folder, &[]).0, [A[0], A[1], B[0], B[1]]);
    fixture::write(
        &folder,
        r#"
        --- hw/a/keep.gen.c
        #include "trace.h"
        void g(void) { trace_a_unused(1); }
        "#,
    );
    assert_eq!(check(&folder, &[]).0, [A[0], B[0], B[1]]);
}

#[test]
fn what_is_wrong_is_shown_with_its_place() {
    let folder = tree("config-wrong");
    let case = |text: &str, expected: &[&str]| {
        scratch::write(&folder.join("trace-lint.toml"), text);
        let output = try_run(&folder, &["check"]);
        assert_eq!((output.status, &*output.stdout), (2, ""), "{text}");
        for part in expected {
            assert!(output.stderr.contains(part), "{part}\n{}", output.stderr);
        }
    };
    case("\nignor = []\n", &["unknown key `ignor`", "trace-lint.toml:2:1", "did you mean `ignore`?"]);
    case("select = ['unused-evnt']\n", &["trace-lint.toml:1:11", "did you mean `unused-event`?"]);
    case("hosts = ['linux64']\n", &["did you mean `linux-64`?"]);
    case("select = [", &["trace-lint.toml:1:"]);
    scratch::write(&folder.join("trace-lint.toml"), "");
    for (argument, expected) in [
        ("hots = []", "did you mean `hosts`?"),
        ("ignore=TL702", "it is KEY=VALUE"),
        ("event-lists=['*.lst']", "only a configuration file says"),
    ] {
        let output = try_run(&folder, &["check", "--config", argument]);
        assert_eq!(output.status, 2);
        assert!(output.stderr.contains(expected), "{}", output.stderr);
    }
}

/// Every key of the schema can be given on the command line, but the one that decides what is read.
#[test]
fn every_key_is_an_argument() {
    let folder = tree("config-arguments");
    let schema: Value =
        serde_json::from_str(&try_run(&folder, &["config", "--schema"]).stdout).expect("JSON");
    for key in schema["properties"].as_object().expect("a table").keys() {
        let (value, expected): (_, &[&str]) = match &**key {
            "select" => ("['TL702']", &[A[1], B[1]]),
            "extend-select" => ("['TL010']", &[A[0], A[1], B[0], B[1]]),
            "ignore" => ("['TL702']", &[A[0], B[0]]),
            "severity" => ("{ TL303 = 'error', TL702 = 'warning' }", &[A[0], A[1], B[0], B[1]]),
            "backends" => ("['ust']", &[A[0], A[1], B[0], B[1]]),
            "hosts" => ("['macos']", &[A[0], A[1], B[0], B[1]]),
            "qemu-version" => ("'7.2'", &[A[0], A[1], B[0], B[1]]),
            "exclude" => ("['hw/', '!hw/b/']", &[B[0], B[1]]),
            "per-file" => ("[{ paths = ['hw/b/'], ignore = ['TL303'] }]", &[A[0], A[1], B[1]]),
            "event-lists" => continue,
            other => panic!("{other} is not tried"),
        };
        let argument = format!("{key} = {value}");
        assert_eq!(check(&folder, &["--isolated", "--config", &argument]).0, expected, "{argument}");
        let shown = try_run(&folder, &["config", "hw/a", "--config", &argument]).stdout;
        assert!(shown.contains(&format!("\n{key} = ")) && shown.contains("# --config"), "{shown}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_a_configuration_file_too() {
    let folder = tree("config-link/tree");
    scratch::write(&folder.join("../shared.toml"), "ignore = ['TL702']\n");
    scratch::write(&folder.join("scripts/inside.toml"), "ignore = ['TL303']\n");
    let link = folder.join("trace-lint.toml");
    std::os::unix::fs::symlink("scripts/inside.toml", &link).expect("a link");
    assert_eq!(check(&folder, &[]).0, [A[1], B[1]]);
    std::fs::remove_file(&link).expect("the link goes");
    // Its first wrong line would be shown, be it a secret.
    std::os::unix::fs::symlink("../shared.toml", &link).expect("a link");
    let output = try_run(&folder, &["check"]);
    assert!(output.stderr.contains("trace-lint.toml: a link out of the tree: not read"), "{}", output.stderr);
    assert_eq!(output.status, 2);
    std::fs::remove_file(&link).expect("the link goes");
    std::os::unix::fs::symlink("nowhere", folder.join("trace-lint.toml")).expect("a link");
    assert!(try_run(&folder, &["check"]).stderr.contains("note: trace-lint.toml: left out"));
}

#[test]
fn of_two_files_in_a_folder_one_counts() {
    let folder = tree("config-two");
    scratch::write(&folder.join("trace-lint.toml"), "ignore = ['TL702']\n");
    scratch::write(&folder.join(".trace-lint.toml"), "ignore = ['TL303']\n");
    let output = try_run(&folder, &["check", "--output-format", "short"]);
    assert!(!output.stdout.contains("TL702") && output.stdout.contains("TL303"), "{output:?}");
    assert_eq!(
        output.stderr,
        "trace-lint: note: .trace-lint.toml: left out: trace-lint.toml beside it counts\n"
    );
}

#[test]
fn what_holds_is_shown_with_its_origin() {
    let folder = tree("config-shown");
    fixture::write(
        &folder,
        r"
        --- trace-lint.toml
        # ours
        ignore = ['unused-event']
        [severity]
        TL001 = 'info'
        ",
    );
    let output = try_run(&folder, &["config", "hw/a/trace-events", "--config", "hosts = ['macos']"]);
    assert_eq!(output.status, 0, "{output:?}");
    for line in [
        "configuration of hw/a/trace-events: trace-lint.toml",
        r#"ignore = ["unused-event"]  # trace-lint.toml:2"#,
        r#"hosts = ["macos"]  # --config"#,
        r#"severity = { TL001 = "info" }  # trace-lint.toml:3"#,
    ] {
        assert!(output.stdout.lines().any(|found| found == line), "{line}\n{}", output.stdout);
    }
    assert!(!output.stdout.contains("TL702"), "{}", output.stdout);
    scratch::write(&folder.join("hw/b/trace-lint.toml"), "");
    for (asked, expected) in [
        ("hw/b", "configuration of hw/b/trace-events: hw/b/trace-lint.toml"),
        ("hw", "configuration of hw/trace-events: trace-lint.toml"),
        ("hw/b/new.c", "configuration of hw/b/new.c: hw/b/trace-lint.toml"),
    ] {
        let output = try_run(&folder, &["config", asked]);
        assert_eq!(output.stdout.lines().next(), Some(expected), "{asked}");
    }
    let output = try_run(&folder, &["config", "not/there.c", "--isolated", "--output-format", "json"]);
    let shown: Value = serde_json::from_str(&output.stdout).expect("JSON");
    assert_eq!((&shown["file"], &shown["values"]), (&Value::Null, &serde_json::json!([])));
}

#[test]
fn the_schema_that_is_committed_is_the_one_that_is_generated() {
    let generated = try_run(&repository(), &["config", "--schema"]).stdout;
    golden::hold("docs/trace-lint.schema.json", &generated);
}
