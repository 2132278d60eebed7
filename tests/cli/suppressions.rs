//! Comments that allow findings, as a user meets them.

use std::fs;
use trace_lint_tests::fixture::{self, unindented};
use trace_lint_tests::program::{check, try_run};
use trace_lint_tests::scratch;

const SOURCE: &str = r#"#include "trace.h"
void f(void)
{
    trace_a_used();
}
"#;

#[test]
fn a_comment_allows_what_stands_below_it() {
    let folder = scratch::folder("suppressions");
    fixture::write(
        &folder,
        r#"
        --- meson.build
        trace_events_subdirs = ['hw/a']
        --- hw/a/trace.h
        #include "trace/trace-hw_a.h"
        "#,
    );
    let case = |events: &str, source: &str, expected: &[&str]| {
        scratch::write(&folder.join("hw/a/trace-events"), events);
        scratch::write(&folder.join("hw/a/a.c"), source);
        let found = check(&folder, &[]);
        let found: Vec<_> = found.iter().map(|it| format!("{}:{}:{}", it.path, it.line, it.rule)).collect();
        assert_eq!(found, expected, "{events}\n{source}");
    };
    let unused = &unindented(
        r#"
        a_used(int x) "x=%d"
        a_unused(void) ""
        "#,
    );
    let count = "hw/a/a.c:4:call-argument-count";
    case(unused, SOURCE, &[count, "hw/a/trace-events:2:unused-event"]);
    let allowed = &unindented(
        r#"
        a_used(int x) "x=%d"
        # trace-lint: allow(unused-event) soon
        a_unused(void) ""
        "#,
    );
    case(allowed, SOURCE, &[count]);
    case(&format!("# trace-lint: allow-file(TL702)\n\n{unused}"), SOURCE, &[count]);
    for comment in ["/* trace-lint: allow(call-argument-count) */", "// trace-lint: allow(TL703) x"] {
        let above = SOURCE.replace("    trace_a", &format!("    {comment}\n    trace_a"));
        case(allowed, &above, &[]);
        let beside = SOURCE.replace("used();", &format!("used(); {comment}"));
        case(allowed, &beside, &[]);
    }
    let wrong = &unindented(
        r#"
        # trace-lint: allow(unused-event)
        a_used(int x) "x=%d"
        # trace-lint: allow(unsed-event)
        a_unused(void) ""
        # trace-lint: alow()
        "#,
    );
    case(
        wrong,
        SOURCE,
        &[
            count,
            "hw/a/trace-events:1:unused-suppression",
            "hw/a/trace-events:3:unknown-suppression",
            "hw/a/trace-events:4:unused-event",
            "hw/a/trace-events:5:unknown-suppression",
        ],
    );
    // The fixes: the unused one goes, the misspelt one is mended and then of use.
    try_run(&folder, &["check", "--fix"]);
    let fixed = fs::read_to_string(folder.join("hw/a/trace-events")).expect("a file");
    assert_eq!(
        fixed,
        unindented(
            r#"
            a_used(int x) "x=%d"
            # trace-lint: allow(unused-event)
            a_unused(void) ""
            # trace-lint: alow()
            "#
        )
    );
    // Of a rule that does not run nothing is known.
    let ignored = &unindented(
        r#"
        # trace-lint: allow(unused-event)
        a_used(int x) "x=%d"
        "#,
    );
    scratch::write(&folder.join("hw/a/trace-events"), ignored);
    assert!(
        check(&folder, &["--ignore", "unused-event", "hw/a/trace-events"])
            .iter()
            .all(|finding| finding.rule != "unused-suppression")
    );
}

#[test]
fn comments_are_added() {
    let folder = scratch::folder("suppressions-added");
    fixture::write(
        &folder,
        r#"
        --- meson.build
        trace_events_subdirs = ['hw/a']
        --- hw/a/trace.h
        #include "trace/trace-hw_a.h"
        "#,
    );
    let events = unindented(
        r#"
        # old.c
        a_used(int x) "x=%s %d"
        a_unused(void) "%q"
        "#,
    );
    scratch::write(&folder.join("hw/a/trace-events"), events.replace('\n', "\r\n"));
    scratch::write(&folder.join("hw/a/a.c"), SOURCE);
    assert!(check(&folder, &[]).len() > 4);
    let output = try_run(&folder, &["check", "--add-suppressions"]);
    assert_eq!(output.status, 0, "{output:?}");
    assert!(check(&folder, &[]).is_empty());
    let read = |path: &str| fs::read_to_string(folder.join(path)).expect("a file");
    let added = read("hw/a/trace-events");
    assert_eq!(added.lines().filter(|line| !line.contains("trace-lint:")).count(), 3);
    assert!(!added.replace("\r\n", "").contains('\n'), "{added:?}");
    assert!(read("hw/a/a.c").contains("    /* trace-lint: allow(call-argument-count) */\n    trace_a_used"));
}

/// Files with one defect each.
const DEFECTS: &str = r#"
--- hw/a/trace-events
a_used(int x) "x=%s"
--- hw/a/a.c
#include "trace.h"
void f(void)
{
    trace_a_used();
}
--- hw/a/a.rs
::trace::include_trace!("hw_a");
fn f() {
    trace::trace_a_used();
}
--- lists/a.trace-list
a_used
a_absent
--- scripts/a.py
import simpletrace
class A(simpletrace.Analyzer2):
    def a_absent(self, **kwargs):
        pass
simpletrace.run(A())
--- meson.build
trace_events_subdirs = [
  'hw/a',
  'hw/gone',
]
x = '''
# trace-lint: allow()
'''
"#;

/// The rule that finds each of them, and how comments begin there.
const KINDS: [(&str, &str); 6] = [
    ("format-type-mismatch", "# "),
    ("call-argument-count", "    /* "),
    ("call-argument-count", "    // "),
    ("list-unknown-event", "# "),
    ("unknown-event-method", "# "),
    ("unlisted-directory", "  # "),
];

#[test]
fn comments_hold_in_files_of_every_kind() {
    for ((path, text), (rule, mark)) in fixture::files(DEFECTS).into_iter().zip(KINDS) {
        let (path, text) = (&*path, &*text);
        let folder = scratch::folder(&format!("suppressions-{}", path.replace(['/', '.'], "-")));
        fixture::write(
            &folder,
            r#"
            --- meson.build
            trace_events_subdirs = ['hw/a']
            --- hw/a/trace.h
            #include "trace/trace-hw_a.h"
            --- hw/a/trace-events
            a_used(int x) "x=%d"
            "#,
        );
        scratch::write(&folder.join("hw/a/a.c"), SOURCE.replace("used()", "used(1)"));
        assert!(check(&folder, &[]).is_empty(), "{path}");
        let read = || fs::read_to_string(folder.join(path)).expect("a file");
        let rules = |arguments: &[&str]| -> Vec<String> {
            let found = check(&folder, arguments);
            found.into_iter().map(|it| format!("{}:{}", it.path, it.rule)).collect()
        };
        let at = |rule: &str| format!("{path}:{rule}");
        scratch::write(&folder.join(path), text);
        assert_eq!(rules(&[]), [at(rule)]);
        assert_eq!(try_run(&folder, &["check", "--add-suppressions"]).status, 0, "{path}");
        let allowed = read();
        assert!(allowed.contains(&format!("{mark}trace-lint: allow({rule})")), "{path}: {allowed}");
        assert!(rules(&[]).is_empty(), "{path}: {allowed}");

        let about = ["--select", "unused-suppression,unknown-suppression"];
        let case = |names: &str, finding: &str, unsafe_: &[&str], fixed: &str| {
            scratch::write(&folder.join(path), allowed.replace(&format!("allow({rule})"), names));
            assert_eq!(rules(&about), [at(finding)], "{names} in {path}");
            try_run(&folder, &[&["check", "--fix"], &about[..], unsafe_].concat());
            assert_eq!(read(), fixed, "{names} in {path}");
        };
        let (unused, unknown) = ("unused-suppression", "unknown-suppression");
        let misspelt = format!("allow({}x)", &rule[..rule.len() - 1]);
        case(&misspelt, unknown, &[], &allowed);
        case(&format!("allow({rule}, zzzzqqqq)"), unknown, &["--unsafe"], &allowed);
        case("allow(zzzzqqqq) for a reason", unknown, &["--unsafe"], text);
        case("allow()", unknown, &["--unsafe"], text);
        case(&format!("allow({rule}, {rule})"), unused, &[], &allowed);
        case(&format!("allow({rule}, {}x)", &rule[..rule.len() - 1]), unknown, &[], &allowed);
        case("disallow", unknown, &["--unsafe"], text);
        let other = if path == "meson.build" { "trace-header" } else { "bidirectional-text" };
        scratch::write(&folder.join(path), allowed.replace(rule, other));
        assert_eq!(rules(&["--select", &format!("{other},{}", about[1])]), [at(unused)], "{path}");
        scratch::write(&folder.join(path), allowed.replace("allow(", "allow-file("));
        assert!(rules(&[]).is_empty(), "{path}");
    }
    // In meson.build a comment may stand behind its entry.
    let folder = scratch::folder("suppressions-beside");
    fixture::write(
        &folder,
        r"
        --- meson.build
        trace_events_subdirs = [
          'hw/a', # trace-lint: allow(TL710) x
        ]
        --- trace-events
        ",
    );
    assert!(check(&folder, &[]).is_empty());
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = ['# trace-lint: allow(TL710)']\n");
    assert_eq!(check(&folder, &[]).len(), 1);
}
