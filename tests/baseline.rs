//! `--baseline` as a user meets it: what is known is not reported, wherever it moves; what is gone is told.

use trace_lint_tests::program::try_run;
use trace_lint_tests::work;

#[test]
fn only_what_is_new_is_reported() {
    let folder = work::scratch_folder("baseline");
    work::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
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
    work::write(&events, "f(int a) \"%s\"\ng(int a) \"%s\"\n");
    check(&[], 2, &[], "known.json: no such file or directory");
    check(&["--write-baseline", "--ignore", "TL702"], 0, &[], "2 findings written");
    check(&["--ignore", "TL702"], 0, &[], "");
    work::write(&events, "# moved\n\ng(int a) \"%s\"\nnew(int a) \"%s\"\nf(int a) \"%s\"\n");
    check(&["--ignore", "TL702"], 1, &["trace-events:4:13: error[TL303]"], "");
    work::write(&events, "f(int a) \"%s\"\n");
    check(&["--ignore", "TL702"], 0, &[], "1 known finding gone");
    check(&["--ignore", "TL702"], 0, &[], "gone: trace-events: `%s` wants");
    work::write(&folder.join("known.json"), "{\"version\": 9, \"findings\": []}");
    check(&[], 2, &[], "a baseline of version 9");
    work::write(&folder.join("known.json"), "[");
    check(&[], 2, &[], "known.json: ");
    assert_eq!(try_run(&folder, &["check", "--write-baseline"]).status, 2);
}
