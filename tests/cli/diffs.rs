//! What a diff from elsewhere brings in: applied or not, a mail or a mailbox, with lines or without.

use std::fs;
use std::path::Path;

use crate::changes::{WRONG, found, git, repository};
use trace_lint_tests::fixture;
use trace_lint_tests::program::run_on;
use trace_lint_tests::scratch;

/// What `--diff-filter` prints and ends with.
fn filter(folder: &Path, arguments: &[&str], diff: &str) -> (i32, String, String) {
    let output = run_on(folder, &[&["check", "--diff-filter"], arguments].concat(), diff.as_bytes());
    (output.status, output.stdout, output.stderr)
}

/// Attributes, diff drivers and a stray byte make git say "Binary files differ" in place of the lines.
#[test]
fn what_git_takes_for_binary_is_looked_at() {
    let expected = ["hw/a/trace-events:2:16: error[TL303]"];
    for (index, attributes) in
        ["trace-events -diff\n", "trace-events binary\n", "* diff=x\n", ""].iter().enumerate()
    {
        let folder = repository(&format!("changes-binary-{index}"));
        git(&folder, &["config", "diff.x.binary", "true"]);
        scratch::write(&folder.join(".gitattributes"), attributes);
        if attributes.is_empty() {
            scratch::write(&folder.join("hw/a/trace-events"), "old(void) \"\"\n# \0\nused(int x) \"x=%d\"\n");
            git(&folder, &["commit", "-qam", "a byte"]);
            scratch::write(&folder.join("hw/a/trace-events"), "old(void) \"\"\n# \0\nused(int x) \"x=%s\"\n");
        } else {
            scratch::write(&folder.join("hw/a/trace-events"), WRONG);
        }
        let expected =
            expected.map(|place| place.replace(":2:", if attributes.is_empty() { ":3:" } else { ":2:" }));
        let has = |arguments: &[&str]| {
            let found = found(&folder, arguments, "");
            assert!(
                expected.iter().all(|place| found.contains(place)),
                "{attributes:?} {arguments:?} {found:?}"
            );
        };
        has(&["--since", "HEAD"]);
        git(&folder, &["add", "-A"]);
        has(&["--staged"]);
        for diff in [git(&folder, &["diff", "--cached"]), git(&folder, &["diff", "--cached", "--binary"])] {
            assert!(diff.contains("Binary files") || diff.contains("GIT binary patch"), "{diff}");
            let output = run_on(&folder, &["check", "--diff-filter"], diff.as_bytes());
            assert_eq!(output.status, 2, "{output:?}");
            assert!(output.stderr.contains("hw/a/trace-events"), "{output:?}");
            assert!(output.stderr.contains("git diff --text"), "{output:?}");
        }
        let diff = git(&folder, &["diff", "--cached", "--text"]);
        let found = found(&folder, &["--diff-filter"], &diff);
        assert!(expected.iter().all(|place| found.contains(place)), "{found:?}");
    }
}

/// What is not read may be binary.
#[test]
fn a_binary_file_of_no_interest_is_passed_over() {
    let folder = repository("changes-image");
    scratch::write(&folder.join("docs/a.png"), b"\0\x89");
    scratch::write(&folder.join("pc-bios/a.c"), b"\0\x89");
    scratch::write(&folder.join("hw/a/trace-events"), WRONG);
    git(&folder, &["add", "-A"]);
    let expected = ["hw/a/trace-events:2:16: error[TL303]"];
    for form in ["--no-color", "--binary"] {
        let diff = git(&folder, &["diff", "--cached", form]);
        assert!(diff.contains("inary"), "{diff}");
        assert_eq!(found(&folder, &["--diff-filter"], &diff), expected, "{diff}");
    }
}

/// A change of each kind, judged applied and not applied: all the same is found.
#[test]
fn a_diff_that_is_not_applied_is_applied_in_memory() {
    let folder = repository("diffs-unapplied");
    let case = |what: &str, expected: &[&str]| {
        git(&folder, &["add", "-A"]);
        let diff = git(&folder, &["diff", "--cached", "-M"]);
        assert_eq!(found(&folder, &["--diff-filter"], &diff), expected, "{what}, applied\n{diff}");
        git(&folder, &["reset", "-q", "--hard"]);
        assert_eq!(found(&folder, &["--diff-filter"], &diff), expected, "{what}, not applied\n{diff}");
        assert_eq!(git(&folder, &["status", "--porcelain"]), "", "nothing is written");
        // Lines that came above it since.
        let events = folder.join("hw/a/trace-events");
        let moved = format!("# one\n# two\n{}", fs::read_to_string(&events).expect("a file"));
        scratch::write(&events, moved);
        let moved: Vec<_> = expected.iter().map(|place| place.replacen("events:1", "events:3", 1)).collect();
        let moved: Vec<_> = moved.iter().map(|place| place.replacen("events:2", "events:4", 1)).collect();
        assert_eq!(found(&folder, &["--diff-filter"], &diff), moved, "{what}, moved\n{diff}");
        git(&folder, &["reset", "-q", "--hard"]);
    };
    scratch::write(&folder.join("hw/a/trace-events"), WRONG);
    case("a line", &["hw/a/trace-events:2:16: error[TL303]"]);
    fixture::write(&folder, "\n--- hw/a/a.c\n#include \"trace.h\"\nvoid f(void)\n{\n}\n");
    case("a call goes", &["hw/a/trace-events:2:1: warning[TL702]"]);
    fs::remove_file(folder.join("hw/a/trace.h")).expect("the file goes");
    case("a file goes", &["hw/a/a.c:4:5: error[TL709]", "hw/a/trace-events:1:1: error[TL711]"]);
    scratch::write(&folder.join("hw/a/b.c"), "#include \"trace.h\"\nvoid g(void)\n{\n    trace_no();\n}\n");
    case("a file comes", &["hw/a/b.c:4:5: error[TL701]"]);
    git(&folder, &["mv", "hw/a/a.c", "hw/a/b.c"]);
    case("a file is renamed", &[]);
    let text = fs::read_to_string(folder.join("hw/a/a.c")).expect("a file");
    git(&folder, &["mv", "hw/a/a.c", "hw/a/b.c"]);
    scratch::write(&folder.join("hw/a/b.c"), text.replace("trace_used(1)", "trace_no(1)"));
    case(
        "a file is renamed and changes",
        &["hw/a/b.c:4:5: error[TL701]", "hw/a/trace-events:2:1: warning[TL702]"],
    );
}

/// Each patch of a series, of which later ones change the same lines again, alone.
#[test]
fn patches_of_a_series_one_by_one() {
    let folder = repository("diffs-series");
    let events = folder.join("hw/a/trace-events");
    let commit = |text: &str| {
        scratch::write(&events, text);
        git(&folder, &["commit", "-qam", "x"]);
        git(&folder, &["format-patch", "--stdout", "-1", "--subject-prefix=PATCH 1/1"])
    };
    let patches = [
        commit("old(void) \"\"\nused(int x) \"x=%s\"\n"),
        commit("old(void) \"\"\nused(int x) \"y=%d\"\n"),
        commit("# a\n# b\nold(void) \"z\"\nused(int x) \"y=%d\"\n"),
    ];
    let found = |patch: &str| found(&folder, &["--diff-filter"], patch);
    assert_eq!(found(&patches[0]), ["hw/a/trace-events:2:16: error[TL303]"], "it is in git");
    assert!(found(&patches[1]).is_empty());
    assert_eq!(found(&patches[2]), ["hw/a/trace-events:3:1: warning[TL702]"]);
    // Where git has nothing of it.
    let (status, stdout, stderr) = filter(&folder, &[], &patches[0].replace("\nindex ", "\nIndex "));
    assert_eq!((status, &*stdout), (2, ""), "{stderr}");
    assert!(stderr.contains("does not have its line `used(int x) \"x=%s\"`"), "{stderr}");
    // What is added at the end, and is another line now, is not added once more.
    let added = [
        commit("# a\n# b\nold(void) \"z\"\nused(int x) \"y=%d\"\nlast(int x) \"y=%s\"\n"),
        commit("# a\n# b\nold(void) \"z\"\nused(int x) \"y=%d\"\nlast(int y) \"y=%d\"\n"),
    ];
    let [unused, wrong] = ["hw/a/trace-events:5:1: warning[TL702]", "hw/a/trace-events:5:16: error[TL303]"];
    assert_eq!(found(&added[0]), [unused, wrong]);
    assert_eq!(found(&added[1]), [unused]);
    git(&folder, &["reset", "-q", "--hard", "HEAD~2"]);
    // The series, before any of it is applied.
    git(&folder, &["reset", "-q", "--hard", "HEAD~3"]);
    assert_eq!(found(&patches.concat()), ["hw/a/trace-events:3:1: warning[TL702]"]);
    git(&folder, &["checkout", "-q", "HEAD@{1}~2"]);
    assert_eq!(found(&patches[1..].concat()), ["hw/a/trace-events:3:1: warning[TL702]"]);
}

/// A patch of a series whose first is not applied: what it names may be declared there.
#[test]
fn a_patch_whose_series_is_not_there() {
    let folder = repository("diffs-part");
    scratch::write(
        &folder.join("hw/a/trace-events"),
        "old(void) \"\"\nused(int x) \"x=%d\"\nfresh(int a) \"a=%s\"\n",
    );
    git(&folder, &["commit", "-qam", "one"]);
    let call = "#include \"trace.h\"\nvoid f(void)\n{\n    trace_fresh(1);\n}\n";
    scratch::write(&folder.join("hw/a/a.c"), call);
    git(&folder, &["commit", "-qam", "two"]);
    let patch = |at: &str, number: &str| {
        git(&folder, &["format-patch", "--stdout", "-1", at, &format!("--subject-prefix=PATCH {number}")])
    };
    let (one, two) = (patch("HEAD~1", "1/2"), patch("HEAD", "2/2"));
    let only = patch("HEAD", "1/1");
    git(&folder, &["reset", "-q", "--hard", "HEAD~2"]);
    let found = |diff: &str| found(&folder, &["--diff-filter"], diff);
    // The format is wrong whatever comes; that nothing calls it is not known yet.
    assert_eq!(found(&one), ["hw/a/trace-events:3:17: error[TL303]"]);
    // The call that goes is gone, whatever was before.
    assert_eq!(found(&two), ["hw/a/trace-events:2:1: warning[TL702]"]);
    assert_eq!(found(&only), ["hw/a/a.c:4:5: error[TL701]", "hw/a/trace-events:2:1: warning[TL702]"]);
    let both = found(&[&*one, &two].concat());
    assert_eq!(both, ["hw/a/trace-events:2:1: warning[TL702]", "hw/a/trace-events:3:17: error[TL303]"]);
}

/// b4 takes what is on standard error, and a line with `ERROR:`, for a failure.
#[test]
fn the_format_of_checkpatch() {
    let folder = repository("diffs-checkpatch");
    let events = folder.join("hw/a/trace-events");
    scratch::write(&events, WRONG.replace("old(void) \"\"", "old(void) \"x\""));
    git(&folder, &["commit", "-qam", "one"]);
    let patch = git(&folder, &["format-patch", "--stdout", "-1", "--subject-prefix=PATCH 2/3"]);
    let checkpatch = ["--output-format", "checkpatch"];
    let (status, stdout, stderr) = filter(&folder, &checkpatch, &patch);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!((status, lines.len(), &*stderr), (1, 2, ""), "{stdout}");
    assert!(
        lines[0].starts_with("hw/a/trace-events:1: WARNING: ") && lines[0].ends_with(" [TL702 unused-event]")
    );
    assert!(lines[1].starts_with("hw/a/trace-events:2: ERROR: "), "{stdout}");
    assert!(lines[1].ends_with(" [TL303 format-type-mismatch]"), "{stdout}");

    // The patches before it are missing.
    git(&folder, &["reset", "-q", "--hard", "HEAD~1"]);
    scratch::write(&events, "other(void) \"\"\nused(int y) \"x=%d\"\n");
    git(&folder, &["gc", "-q", "--prune=now"]);
    let patch = patch.replace("\nindex ", "\nIndex ");
    let (status, stdout, stderr) = filter(&folder, &checkpatch, &patch);
    assert_eq!((status, &*stderr), (2, ""), "{stdout}");
    assert!(
        stdout.starts_with("WARNING: not checked: ") && stdout.contains("a patch before it in its series"),
        "{stdout}"
    );
    assert_eq!(stdout.lines().count(), 1);
    let (status, stdout, stderr) = filter(&folder, &checkpatch, &patch.replace("2/3", "1/1"));
    assert_eq!((status, &*stdout), (2, ""));
    assert!(stderr.contains("is not applied"), "{stderr}");
}
