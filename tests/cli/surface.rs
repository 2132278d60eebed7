//! Help, hints and sums: what leads a user on. Needs only Rust.

use serde_json::Value;
use trace_lint_tests::fixture;
use trace_lint_tests::program::try_run;
use trace_lint_tests::scratch;

#[test]
fn options_are_in_groups() {
    let folder = scratch::folder("surface-help");
    let run = try_run(&folder, &["check", "-h"]);
    for group in ["Rules:", "Fixes:", "Git:", "Baseline:", "Output:", "Files:", "Options:"] {
        assert!(run.stdout.lines().any(|line| line == group), "{group}\n{}", run.stdout);
    }
    let of = |group: &str, option: &str| {
        let (_, rest) = run.stdout.split_once(&format!("\n{group}\n")).expect("a group");
        rest.split("\n\n").next().unwrap_or_default().contains(option)
    };
    for (group, option) in [
        ("Rules:", "--select"),
        ("Fixes:", "--unsafe-fixes"),
        ("Git:", "--staged"),
        ("Baseline:", "--write-baseline"),
        ("Output:", "-f, --output-format"),
        ("Files:", "--stdin-filename"),
        ("Files:", "--events"),
    ] {
        assert!(of(group, option), "{option} is not under {group}\n{}", run.stdout);
    }
    assert!(try_run(&folder, &["-h"]).stdout.contains("generate "));
}

#[test]
fn a_name_that_no_rule_has_leads_to_rules() {
    let folder = scratch::folder("surface-rules");
    let list = "`trace-lint rules` lists them";
    for (name, expected) in [
        ("unused", "did you mean `unused-event` or `unused-suppression`?"),
        ("UNUSED", "did you mean `unused-event` or `unused-suppression`?"),
        ("unused-evnt", "did you mean `unused-event`?"),
        ("e", list),
        ("qqqqqqqq", list),
        ("", list),
    ] {
        for arguments in [&["explain", name][..], &["check", "--select", name]] {
            let run = try_run(&folder, arguments);
            let said = format!("no rule is named `{name}`; {expected}");
            assert!(run.status == 2 && run.stderr.contains(&said), "{run:?}");
        }
    }
    let run = try_run(&folder, &["rules"]);
    let row = |name: &str| run.stdout.lines().find(|line| line.contains(name)).expect("a row").to_owned();
    assert!(row(" format-type-mismatch ").contains(" error   * "), "{}", run.stdout);
    assert!(row(" undeclared-event ").len() > 60, "says what it does");
    for family in ["Lines of trace-events files", "Formats", "Event lists"] {
        assert!(run.stdout.lines().any(|line| line == family), "{family}");
    }
    let json: Value = serde_json::from_str(&try_run(&folder, &["rules", "-f", "json"]).stdout).expect("JSON");
    let fixes: Vec<_> = json["rules"].as_array().expect("a list").iter().map(|rule| &rule["fix"]).collect();
    for kind in [Value::Null, "safe".into(), "unsafe".into()] {
        assert!(fixes.contains(&&kind), "{kind}");
    }
}

#[test]
fn the_end_says_what_can_be_fixed_and_where_to_read_on() {
    let folder = scratch::folder("surface-end");
    fixture::write(
        &folder,
        r#"
        --- trace-events
        lamp_on(uint64_t level) "level=%d"
        dsable lamp_off(int level) "level=%d"
        "#,
    );
    let run = try_run(&folder, &["check", "--no-index"]);
    assert!(run.stdout.contains("error[TL303 format-type-mismatch]: [*] `%d`"), "{}", run.stdout);
    assert!(
        run.stdout
            .contains("[*] 1 fixable with `--fix`.\n1 with an unsafe fix: see `--diff --unsafe-fixes`.\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("explains a rule.\n"), "{}", run.stdout);
    assert!(!try_run(&folder, &["check", "--no-index", "-q"]).stdout.contains("fixable"));
    let run = try_run(&folder, &["check", "--no-index", "--fix", "--unsafe-fixes"]);
    assert!(run.status == 0 && !run.stdout.contains("fixable") && !run.stdout.contains("explain"), "{run:?}");
}

#[test]
fn fmt_says_what_it_did() {
    let folder = scratch::folder("surface-fmt");
    fixture::write(
        &folder,
        r#"
        --- a/trace-events
        lamp_on(int level)    "level=%d"
        --- b/trace-events
        lamp_off(int level) "level=%d"
        "#,
    );
    let said = |arguments: &[&str]| try_run(&folder, arguments).stderr;
    assert_eq!(said(&["fmt", "--check"]), "trace-lint: 1 file would be reformatted, 1 unchanged.\n");
    assert_eq!(said(&["fmt"]), "trace-lint: 1 file reformatted, 1 unchanged.\n");
    assert_eq!(said(&["fmt"]), "trace-lint: 0 files reformatted, 2 unchanged.\n");
}

#[test]
fn refs_takes_patterns() {
    let folder = scratch::folder("surface-refs");
    fixture::write(
        &folder,
        r#"
        --- meson.build
        trace_events_subdirs = [
          'hw/lamp',
        ]
        --- trace/control.h
        --- hw/lamp/trace-events
        # lamp.c
        lamp_on(int level) "level=%d"
        lamp_off(void) "off"
        other(void) "other"
        --- hw/lamp/lamp.c
        #include "trace.h"
        void f(void) { trace_lamp_on(1); }
        "#,
    );
    let run = try_run(&folder, &["refs", "lamp_*"]);
    let titles: Vec<_> = run.stdout.lines().filter(|line| line.starts_with("lamp_")).collect();
    assert_eq!((run.status, titles), (0, vec!["lamp_off", "lamp_on"]), "{}", run.stdout);
    assert!(run.stdout.contains("hw/lamp/lamp.c:2:16") && !run.stdout.contains("other"), "{}", run.stdout);
    let json: Value =
        serde_json::from_str(&try_run(&folder, &["refs", "trace_lamp_?n", "-f", "json"]).stdout)
            .expect("JSON");
    assert_eq!((&json["version"], &json["events"][0]["event"]), (&1.into(), &"lamp_on".into()));
    assert_eq!(json["events"][0]["calls"].as_array().map(Vec::len), Some(1));
    let run = try_run(&folder, &["refs", "lump_*"]);
    assert!(run.status == 2 && run.stderr.contains("`lump_*`"), "{run:?}");
}
