//! `--fix` on the real QEMU 10.0 tree: nothing fixable is left, and the tree's own tracetool reads the
//! same events in every file.

use trace_lint_tests::overlay::Overlay;
use trace_lint_tests::program::try_run;
use trace_lint_tests::tracetool::{Mode, ToolVerdict, file_verdicts};
use trace_lint_tests::tree::{qemu_tree, trace_events_files};

fn read(root: &std::path::Path) -> Vec<ToolVerdict> {
    let files = trace_events_files(root).into_iter().map(|file| std::fs::read(file).expect("a file"));
    file_verdicts(&qemu_tree("10.0"), Mode::Log, &files.collect::<Vec<_>>())
}

fn check(name: &str, arguments: &[&str], may_lose: bool) {
    let overlay = Overlay::new(name, &qemu_tree("10.0"));
    let before = read(&overlay.root);
    let mut fix = vec!["check", "--fix"];
    fix.extend(arguments);
    let output = try_run(&overlay.root, &fix);
    assert_eq!(output.status, 1, "what has no fix is reported: {}", output.stderr);
    assert!(!output.stderr.contains("left out"), "{}", output.stderr);
    let mut diff = vec!["check", "--diff"];
    diff.extend(arguments);
    let again = try_run(&overlay.root, &diff);
    assert_eq!((again.status, &*again.stdout), (0, ""), "something fixable is left");
    let after = read(&overlay.root);
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(after.error, None);
        let events = |verdict: &ToolVerdict| -> Vec<(String, Vec<String>)> {
            let names = verdict.events.iter();
            names
                .map(|event| (event.name.clone(), event.args.iter().map(|(_, name)| name.clone()).collect()))
                .collect()
        };
        let (before, after) = (events(before), events(after));
        match may_lose {
            true => assert!(after.iter().all(|event| before.contains(event))),
            false => assert_eq!(before, after),
        }
    }
}

#[test]
fn safe_fixes_leave_the_events_as_they_are() {
    check("real-fixes", &[], false);
}

#[test]
fn the_others_take_away_what_is_unused() {
    check("real-fixes-unsafe", &["--unsafe"], true);
}

#[test]
fn what_is_allowed_by_comments_is_read_as_before() {
    let overlay = Overlay::new("real-suppressions", &qemu_tree("10.0"));
    let before = read(&overlay.root);
    let output = try_run(&overlay.root, &["check", "--add-suppressions"]);
    assert_eq!(output.status, 0, "{}", output.stdout);
    assert_eq!(try_run(&overlay.root, &["check"]).status, 0);
    for (before, after) in before.iter().zip(&read(&overlay.root)) {
        assert_eq!(after.error, None);
        let events = |verdict: &ToolVerdict| -> Vec<_> {
            let all = verdict.events.iter();
            all.map(|event| (event.name.clone(), event.declaration.clone(), event.format.clone())).collect()
        };
        assert_eq!(events(before), events(after));
    }
}

#[test]
fn what_is_formatted_is_read_as_before() {
    let overlay = Overlay::new("real-fmt", &qemu_tree("10.0"));
    let before = read(&overlay.root);
    assert_eq!(try_run(&overlay.root, &["fmt", "--check"]).status, 1, "some files are not in order");
    assert_eq!(try_run(&overlay.root, &["fmt"]).status, 0);
    assert_eq!(try_run(&overlay.root, &["fmt", "--check"]).status, 0);
    for (before, after) in before.iter().zip(&read(&overlay.root)) {
        assert_eq!(after.error, None);
        let events = |verdict: &ToolVerdict| -> Vec<_> {
            let all = verdict.events.iter();
            all.map(|event| {
                (event.name.clone(), event.properties.clone(), event.args.clone(), parts(&event.format))
            })
            .collect()
        };
        assert_eq!(events(before), events(after));
    }
}

/// A format without the blanks between its strings and macros.
fn parts(format: &str) -> String {
    let pieces = format.split('"').enumerate();
    let shown = pieces.map(|(place, piece)| if place % 2 == 0 { piece.trim() } else { piece });
    shown.collect::<Vec<_>>().join("\"")
}

#[test]
fn with_a_baseline_a_new_defect_is_the_one_finding() {
    let mut overlay = Overlay::new("real-baseline", &qemu_tree("10.0"));
    let check = |root: &std::path::Path, arguments: &[&str]| {
        let mut all = vec!["check", "--output-format", "short", "--baseline", "known.json"];
        all.extend(arguments);
        try_run(root, &all)
    };
    assert_eq!(check(&overlay.root, &["--write-baseline"]).status, 0);
    let output = check(&overlay.root, &[]);
    assert_eq!((output.status, &*output.stdout, &*output.stderr), (0, "", ""));
    let text = String::from_utf8(overlay.read("hw/char/trace-events")).expect("text");
    overlay.write("hw/char/trace-events", format!("# moves every line\n\n{text}zz(int a) \"a=%s\"\n"));
    let output = check(&overlay.root, &["--ignore", "unused-event"]);
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("hw/char/trace-events:") && lines[0].contains("TL303"), "{lines:?}");
}
