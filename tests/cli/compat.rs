//! `trace-lint compat` from outside: trees, revisions of one, catalogues; exit status and formats; what can't
//! be compared.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use trace_lint_tests::fixture::{self, line};
use trace_lint_tests::program::{Run, try_run};
use trace_lint_tests::scratch;

const OLD: &str = r#"a_read(int fd) "fd=%d"
a_gone(void) ""
"#;
const NEW: &str = r#"a_read(int fd, int size) "fd=%d size=%d"
a_new(void) ""
"#;
const MESON: &str = r"trace_events_subdirs = [
  'hw/a',
]
";

fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=T", "-c", "user.email=t@localhost"]).args(arguments);
    let output = git.current_dir(folder).output().expect("git is installed");
    assert!(output.status.success(), "{arguments:?} {output:?}");
}

/// A tree with two commits, the folder `old` beside it a copy of the first, and both as catalogues.
fn trees(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    for (tree, text) in [("old", OLD), ("new", OLD)] {
        scratch::write(&folder.join(tree).join("meson.build"), MESON);
        scratch::write(&folder.join(tree).join("hw/a/trace-events"), text);
        scratch::write(&folder.join(tree).join("hw/unbuilt/trace-events"), line(r#"unbuilt(void) """#));
    }
    let new = folder.join("new");
    git(&new, &["init", "-q", "-b", "trunk"]);
    git(&new, &["add", "-A"]);
    git(&new, &["commit", "-qm", "old"]);
    scratch::write(&new.join("hw/a/trace-events"), NEW);
    scratch::write(&folder.join("old-trace-events-all"), OLD);
    scratch::write(&folder.join("new-trace-events-all"), NEW);
    folder
}

fn short(folder: &Path, arguments: &[&str]) -> Run {
    let mut all = vec!["compat", "--output-format", "short"];
    all.extend(arguments);
    try_run(folder, &all)
}

/// Checks the lines of a comparison, without the messages.
fn check(folder: &Path, arguments: &[&str], expected: &[&str]) {
    let run = short(folder, arguments);
    assert_eq!(run.status, i32::from(expected.iter().any(|line| !line.contains(" info"))), "{run:?}");
    let lines = run.stdout.lines().map(|line| {
        let (place, rest) = line.split_once(": ").expect("a place");
        let weight = rest.split('[').next().expect("a weight");
        let rule = rest.rsplit('(').next().expect("a rule").trim_end_matches(')');
        format!("{place} {weight} {rule}")
    });
    assert_eq!(lines.collect::<Vec<_>>(), expected, "{run:?}");
}

#[test]
fn trees_revisions_and_catalogues() {
    let folder = trees("compat-sides");
    check(
        &folder,
        &["old", "new"],
        &[
            "new/hw/a/trace-events:1:16 error added-argument",
            "new/hw/a/trace-events:1:26 info changed-format",
            "old/hw/a/trace-events:2:1 error removed-event",
        ],
    );
    let in_tree = [
        "HEAD:hw/a/trace-events:2:1 error removed-event",
        "hw/a/trace-events:1:16 error added-argument",
        "hw/a/trace-events:1:26 info changed-format",
    ];
    let new = folder.join("new");
    check(&new, &["HEAD", "."], &in_tree);
    check(&new.join("hw"), &["HEAD", "HEAD"], &[]);
    check(&folder, &["new", "new"], &[]);
    git(&new, &["commit", "-qam", "new"]);
    check(
        &new.join("hw/a"),
        &["HEAD~1", "trunk"],
        &[
            "HEAD~1:hw/a/trace-events:2:1 error removed-event",
            "trunk:hw/a/trace-events:1:16 error added-argument",
            "trunk:hw/a/trace-events:1:26 info changed-format",
        ],
    );
    let part = ["../old/hw/a/trace-events:2:1 error removed-event", in_tree[1], in_tree[2]];
    check(&new, &["../old", "."], &part);
    check(
        &folder,
        &["old-trace-events-all", "new-trace-events-all"],
        &[
            "new-trace-events-all:1:16 error added-argument",
            "new-trace-events-all:1:26 info changed-format",
            "old-trace-events-all:2:1 error removed-event",
        ],
    );
    check(&folder, &["new-trace-events-all", "new"], &[]);
    check(&new, &["HEAD", "../new-trace-events-all"], &[]);
}

#[test]
fn the_work_tree_is_not_touched() {
    let new = trees("compat-untouched").join("new");
    scratch::write(&new.join("hw/a/trace-events"), line(r#"other(void) """#));
    git(&new, &["add", "-A"]);
    scratch::write(&new.join("hw/a/trace-events"), NEW);
    let status =
        || Command::new("git").args(["status", "--porcelain"]).current_dir(&new).output().expect("git");
    let before = status();
    check(&new, &["HEAD", "HEAD"], &[]);
    assert_eq!(status().stdout, before.stdout);
}

#[test]
fn what_is_selected_and_for_whom() {
    let folder = trees("compat-selected");
    let rest = "new/hw/a/trace-events:1:26 info changed-format";
    check(&folder, &["old", "new", "--ignore", "added-argument,TL961"], &[rest]);
    let warning = "new/hw/a/trace-events:1:26 warning changed-format";
    check(&folder, &["old", "new", "--select", "changed-format", "--for", "log"], &[warning]);
    check(
        &folder,
        &["old", "new", "--select", "added-event"],
        &["new/hw/a/trace-events:2:1 info added-event"],
    );
    fixture::write(
        &folder,
        r"
        --- new/trace-lint.toml
        ignore = ['added-argument']
        exclude = ['/hw/b']
        ",
    );
    let gone = "old/hw/a/trace-events:2:1 error removed-event";
    check(&folder, &["old", "new"], &[rest, gone]);
    scratch::write(&folder.join("new/trace-lint.toml"), "select = ['unused-event']\n");
    let run = short(&folder, &["old", "new"]);
    assert!(run.status == 2 && run.stderr.contains("none of the rules that compare"), "{run:?}");
    scratch::write(&folder.join("new/trace-lint.toml"), "exclude = ['hw/a/']\n");
    check(&folder, &["old", "new"], &[]);
}

#[test]
fn formats_and_files() {
    let folder = trees("compat-formats");
    let files: Vec<_> = ["json", "sarif", "gitlab", "junit", "checkstyle", "github"]
        .iter()
        .map(|format| format!("--output-file={format}=reports-{format}"))
        .collect();
    let mut arguments = vec!["compat", "old", "new"];
    arguments.extend(files.iter().map(String::as_str));
    let run = try_run(&folder, &arguments);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(
        run.stdout.contains("as it was") && run.stdout.contains("2 events in 1 file.\n"),
        "{}",
        run.stdout
    );
    let text =
        |format: &str| std::fs::read_to_string(folder.join(format!("reports-{format}"))).expect("a report");
    let report: Value = serde_json::from_str(&text("json")).expect("JSON");
    let found = &report["findings"][0];
    assert_eq!(found["rule"], "added-argument");
    assert_eq!(found["event"], "a_read");
    assert_eq!(found["breaks"], serde_json::json!(["recordings", "analyzer", "analyzer2"]));
    assert_eq!(found["related"][0]["path"], "old/hw/a/trace-events");
    for format in ["sarif", "gitlab", "junit", "checkstyle", "github"] {
        assert!(text(format).contains("a_gone"), "{format}");
    }
}

#[test]
fn what_can_not_be_compared() {
    let folder = trees("compat-bad");
    let new = folder.join("new");
    let check = |folder: &Path, arguments: &[&str], expected: &str| {
        let run = short(folder, arguments);
        assert_eq!(run.status, 2, "{arguments:?} {run:?}");
        assert!(run.stderr.contains(expected) && run.stdout.is_empty(), "{arguments:?} {run:?}");
    };
    check(&folder, &["old", "nothing"], "`nothing` is neither a file or folder nor a revision of ");
    check(&new, &["v1.0", "."], "`v1.0` is neither");
    check(&new, &["HEAD:hw", "."], "`HEAD:hw` is neither");
    scratch::write(&folder.join("empty"), "");
    scratch::write(&folder.join("binary"), b"\0\xff\x7fELF\n\n(\n\x01");
    check(&folder, &["empty", "new"], "empty: no event is declared in it");
    check(&folder, &["old", "binary"], "binary: no event is declared in it");
    check(&folder, &["empty", "binary"], "binary: no event is declared in it");
    check(&new, &["HEAD", ".", "--for", "nobody"], "expected one of recordings, analyzer");
    std::fs::create_dir(folder.join("hollow")).expect("a folder");
    check(&folder, &["hollow", "new"], "hollow: no event is declared in it");
}

#[test]
fn any_bytes_at_all() {
    let folder = scratch::folder("compat-bytes");
    scratch::write(
        &folder.join("one"),
        b"a(int x) \"%d\"\r\nb(\xff\xfe) \"\0\"\r\n\x00\nvcpu c(int\nd(char *s",
    );
    scratch::write(
        &folder.join("other"),
        b"\xef\xbb\xbfa(int x) \"%d\"\rb(void) \"\\x\"\rd(,,,)\nc(int\x1b[31m y) \"\"\n",
    );
    let mut long = b"a(".to_vec();
    for index in 0..20_000 {
        long.extend(format!("int x{index}, ").bytes());
    }
    long.extend(b"int y) \"\"\n");
    long.extend(b"same(void) \"\"\n".repeat(5_000));
    scratch::write(&folder.join("long"), long);
    for old in ["one", "other", "long"] {
        for new in ["one", "other", "long"] {
            let run = try_run(&folder, &["compat", old, new, "--output-format", "human"]);
            assert!(matches!(run.status, 0 | 1), "{old} {new}: {} {}", run.status, run.stderr);
            assert!(old != new || run.status == 0, "{old}: {}", run.stdout);
            assert!(!run.stdout.contains('\x1b'));
        }
    }
}
