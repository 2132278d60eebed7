//! `--staged`, `--since` and `--diff-filter` in a real git repository: what a change brings in or touches,
//! wherever it shows, and nothing that was there before.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use trace_lint_tests::fixture::{self, line};
use trace_lint_tests::program::{run_on, try_run};
use trace_lint_tests::scratch;

pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@localhost", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// An old finding: `old` is called nowhere.
const TREE: &str = r#"
--- meson.build
trace_events_subdirs = ['hw/a']
--- hw/a/trace.h
#include "trace/trace-hw_a.h"
--- hw/a/trace-events
old(void) ""
used(int x) "x=%d"
--- hw/a/a.c
#include "trace.h"
void f(void)
{
    trace_used(1);
}
"#;

/// The events of that tree with a wrong format.
pub(crate) const WRONG: &str = r#"old(void) ""
used(int x) "x=%s"
"#;

/// A repository with an old finding.
pub(crate) fn repository(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    fixture::write(&folder, TREE);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "begin"]);
    folder
}

pub(crate) fn found(folder: &Path, arguments: &[&str], diff: &str) -> Vec<String> {
    let mut all = vec!["check", "--output-format", "short"];
    all.extend(arguments);
    let output = run_on(folder, &all, diff.as_bytes());
    assert!(matches!(output.status, 0 | 1), "{output:?}");
    output.stdout.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn what_a_change_brings_in() {
    let folder = repository("changes");
    let check = |expected: &[&str]| {
        let diff = git(&folder, &["diff", "HEAD"]);
        assert_eq!(found(&folder, &["--diff-filter"], &diff), expected, "--diff-filter\n{diff}");
        assert_eq!(found(&folder, &["--since", "HEAD"], ""), expected, "--since");
        git(&folder, &["add", "-A"]);
        assert_eq!(found(&folder, &["--staged"], ""), expected, "--staged");
        git(&folder, &["reset", "-q", "--hard"]);
    };
    check(&[]);
    // A call goes: its event, in a file that is not touched, is called nowhere any more.
    fixture::write(
        &folder,
        r#"
        --- hw/a/a.c
        #include "trace.h"
        void f(void)
        {
        }
        "#,
    );
    check(&["hw/a/trace-events:2:1: warning[TL702]"]);
    // A line that is touched shows what was wrong with it before.
    fixture::write(
        &folder,
        r#"
        --- hw/a/trace-events
        old(void) "x"
        used(int x) "x=%d"
        "#,
    );
    check(&["hw/a/trace-events:1:1: warning[TL702]"]);
    // Lines that only move show nothing.
    fixture::write(
        &folder,
        r#"
        --- hw/a/trace-events
        # a

        old(void) ""
        used(int x) "x=%d"
        "#,
    );
    check(&[]);
    // A file that goes: the header is missing.
    std::fs::remove_file(folder.join("hw/a/trace.h")).expect("the file goes");
    check(&["hw/a/a.c:4:5: error[TL709]", "hw/a/trace-events:1:1: error[TL711]"]);
}

#[test]
fn a_source_that_is_renamed_leaves_its_heading_behind() {
    let folder = repository("changes-renamed");
    fixture::write(
        &folder,
        r#"
        --- hw/a/trace-events
        # a.c
        used(int x) "x=%d"
        "#,
    );
    git(&folder, &["commit", "-qam", "a heading"]);
    git(&folder, &["mv", "hw/a/a.c", "hw/a/b.c"]);
    let expected = ["hw/a/trace-events:1:3: warning[TL712]"];
    let diff = git(&folder, &["diff", "HEAD", "-M"]);
    assert!(diff.contains("rename to hw/a/b.c"), "{diff}");
    assert_eq!(found(&folder, &["--diff-filter"], &diff), expected, "--diff-filter");
    assert_eq!(found(&folder, &["--since", "HEAD"], ""), expected, "--since");
    assert_eq!(found(&folder, &["--staged"], ""), expected, "--staged");
}

#[test]
fn what_is_staged_is_looked_at_and_not_what_lies_there() {
    let folder = repository("changes-staged");
    let events = folder.join("hw/a/trace-events");
    scratch::write(&events, WRONG);
    git(&folder, &["add", "-A"]);
    scratch::write(&events, WRONG.replace("%s", "%d"));
    assert_eq!(found(&folder, &["--staged"], ""), ["hw/a/trace-events:2:16: error[TL303]"]);
    assert!(found(&folder, &["--since", "HEAD"], "").is_empty());
}

#[test]
fn files_that_git_does_not_know_have_come_since_and_are_not_staged() {
    let folder = repository("changes-untracked");
    fixture::write(
        &folder,
        r#"
        --- hw/a/b.c
        #include "trace.h"
        void g(void)
        {
            trace_old();
            trace_no();
        }
        "#,
    );
    let expected = ["hw/a/b.c:5:5: error[TL701]"];
    assert_eq!(found(&folder, &["--since", "HEAD"], ""), expected);
    // The call in it is none of the commit: the event is still called nowhere.
    fixture::write(
        &folder,
        r#"
        --- hw/a/trace-events
        old(void) "x"
        used(int x) "x=%d"
        "#,
    );
    git(&folder, &["add", "hw/a/trace-events"]);
    assert_eq!(found(&folder, &["--staged"], ""), ["hw/a/trace-events:1:1: warning[TL702]"]);
    // What git ignores is no part of the change.
    scratch::write(&folder.join(".git/info/exclude"), "b.c\n");
    assert!(!found(&folder, &["--since", "HEAD"], "").iter().any(|found| found.contains("b.c")));
    // A new file that is staged, in a directory that is new.
    scratch::write(&folder.join("hw/n/trace-events"), line(r#"fresh(void) """#));
    git(&folder, &["add", "hw/n/trace-events"]);
    let staged = found(&folder, &["--staged"], "");
    assert!(staged.contains(&"hw/n/trace-events:1:1: warning[TL710]".into()), "{staged:?}");
}

#[test]
fn prefixes_of_paths_are_those_of_git_whatever_is_configured() {
    let folder = repository("changes-prefixes");
    fixture::write(
        &folder,
        r#"
        --- hw/a/trace-events
        old(void) "x"
        used(int x) "x=%d"
        "#,
    );
    let expected = ["hw/a/trace-events:1:1: warning[TL702]"];
    for setting in ["diff.noprefix", "diff.mnemonicPrefix"] {
        git(&folder, &["config", setting, "true"]);
        assert_eq!(found(&folder, &["--since", "HEAD"], ""), expected, "{setting}");
        let diff = git(&folder, &["diff", "HEAD"]);
        assert_eq!(found(&folder, &["--diff-filter"], &diff), expected, "{diff}");
        git(&folder, &["config", "--unset", setting]);
    }
}

#[test]
fn what_git_can_not_do_is_told() {
    let folder = repository("changes-wrong");
    for (arguments, expected) in [
        (&["check", "--since", "no-such-revision"][..], "`no-such-revision` is not a commit"),
        (&["check", "--since=--output=x"], "is not a commit"),
        (&["check", "--since", "HEAD..HEAD"], "is a range"),
        (&["check", "--since", ""], "`` is not a commit"),
        (&["check", "--staged", "--since", "HEAD"], "cannot be used with"),
        (&["check", "--staged", "--fix"], "cannot be used with"),
    ] {
        let output = try_run(&folder, arguments);
        assert_eq!(output.status, 2, "{output:?}");
        assert!(output.stderr.contains(expected), "{}", output.stderr);
    }
}

#[test]
fn a_folder_without_a_repository_is_told() {
    // Outside the repository in which the tests run.
    let folder = std::env::temp_dir().join(format!("trace-lint-no-repository-{}", std::process::id()));
    scratch::write(&folder.join("meson.build"), "trace_events_subdirs = []\n");
    for arguments in [&["check", "--staged"][..], &["check", "--since", "HEAD"]] {
        let output = try_run(&folder, arguments);
        assert_eq!(output.status, 2, "{output:?}");
        assert!(output.stderr.contains("not a git repository"), "{}", output.stderr);
    }
    // Neither is there a tree.
    fs::remove_file(folder.join("meson.build")).expect("the file goes");
    for arguments in [&["check", "--staged"][..], &["check", "--hook"], &["check", "--since", "HEAD"]] {
        let output = try_run(&folder, arguments);
        assert_eq!(output.status, 2, "{output:?}");
        assert!(output.stderr.contains("no trace-events file in this folder"), "{}", output.stderr);
    }
    // Where nothing is asked of git, a folder of something else is no error.
    assert_eq!(try_run(&folder, &["check"]).status, 0);
    fs::remove_dir_all(folder).expect("the folder goes");
}

#[test]
fn a_diff_that_can_not_be_judged_is_told() {
    let folder = repository("changes-no-diff");
    let case = |diff: &str, expected: &str| {
        let output = run_on(&folder, &["check", "--diff-filter"], diff.as_bytes());
        assert_eq!(output.status, 2, "{diff}\n{output:?}");
        assert!(output.stderr.contains(expected), "{}", output.stderr);
    };
    let events = folder.join("hw/a/trace-events");
    scratch::write(&events, WRONG);
    case("hello\n", "no unified diff");
    case(&git(&folder, &["diff", "--color=always"]), "git diff --no-color");
    let diff = git(&folder, &["diff"]);
    let expected = ["hw/a/trace-events:2:16: error[TL303]"];
    assert_eq!(found(&folder, &["--diff-filter"], &diff), expected);
    assert_eq!(found(&folder, &["--diff-filter"], &diff.replace('\n', "\r\n")), expected);
    let elsewhere = diff.replace("hw/a", "tree/hw/a");
    let output = run_on(&folder, &["check", "--diff-filter"], elsewhere.as_bytes());
    assert!(output.stderr.contains("note: no file of the diff is in"), "{output:?}");
    scratch::write(&events, WRONG.replace("x=%s", "y=%d"));
    case(&diff, r#"hw/a/trace-events does not have its line `used(int x) "x=%s"`"#);
    git(&folder, &["checkout", "-q", "."]);
    // Both sides of a merge change a line.
    git(&folder, &["checkout", "-qb", "side"]);
    for text in ["side", "main"] {
        git(&folder, &["checkout", "-q", text]);
        scratch::write(&events, WRONG.replace("x=%s", &format!("{text}=%d")));
        git(&folder, &["commit", "-qam", text]);
    }
    let merge = Command::new("git").args(["merge", "-q", "side"]).current_dir(&folder).output();
    assert!(!merge.expect("git is installed").status.success());
    case(&git(&folder, &["diff"]), "a diff of a merge");
}

#[test]
fn a_series_is_taken_patch_by_patch() {
    let folder = repository("changes-series");
    let events = folder.join("hw/a/trace-events");
    let commit = |text: &str| {
        scratch::write(&events, text);
        git(&folder, &["commit", "-qam", "x"]);
    };
    commit(WRONG);
    commit(&format!("# gone.c\n# two\n#\n{WRONG}"));
    let series = git(&folder, &["format-patch", "--stdout", "HEAD~2"]);
    let found = found(&folder, &["--diff-filter"], &series);
    assert_eq!(found, ["hw/a/trace-events:1:3: warning[TL712]", "hw/a/trace-events:5:16: error[TL303]"]);
}

/// Of a link git has the path that it leads to, which is no text.
#[cfg(unix)]
#[test]
fn a_link_in_the_index_is_not_read() {
    let folder = repository("changes-link");
    scratch::write(&folder.join("shared.toml"), "ignore = []\n");
    std::os::unix::fs::symlink("shared.toml", folder.join("trace-lint.toml")).expect("a link");
    scratch::write(&folder.join("hw/a/trace-events"), WRONG);
    git(&folder, &["add", "-A"]);
    let expected = ["hw/a/trace-events:2:16: error[TL303]"];
    assert_eq!(found(&folder, &["--staged"], ""), expected);
    fs::remove_file(folder.join("trace-lint.toml")).expect("the link goes");
    assert_eq!(found(&folder, &["--staged"], ""), expected);
}

#[test]
fn the_configuration_is_that_of_the_index() {
    let folder = repository("changes-configuration");
    let config = |text: &str| scratch::write(&folder.join("trace-lint.toml"), text);
    let (quiet, loud) = ("ignore = ['format-type-mismatch']\n", "select = ['all']\n");
    let finding = ["hw/a/trace-events:2:16: error[TL303]"];
    scratch::write(&folder.join("hw/a/trace-events"), WRONG);
    git(&folder, &["add", "hw/a/trace-events"]);
    let check = |expected: &[&str], what: &str| {
        assert_eq!(found(&folder, &["--staged"], ""), expected, "{what}");
    };
    check(&finding, "no configuration");
    config(quiet);
    check(&[], "one that git does not know is the user's own");
    git(&folder, &["add", "trace-lint.toml"]);
    check(&[], "one that is staged");
    config("");
    check(&[], "the one on the disk says nothing of it");
    fs::remove_file(folder.join("trace-lint.toml")).expect("a file");
    check(&[], "none lies on the disk");
    config("igno = 1\n");
    check(&[], "the one on the disk is wrong");
    assert_eq!(try_run(&folder, &["check", "--since", "HEAD"]).status, 2);
    git(&folder, &["commit", "-qm", "configuration"]);
    fixture::write(
        &folder,
        r#"
        --- hw/a/trace-events
        old(void) ""
        used(int x) "y=%s"
        "#,
    );
    git(&folder, &["add", "hw/a/trace-events"]);
    config(loud);
    check(&[], "the one of the last commit");
    git(&folder, &["rm", "-q", "--cached", "trace-lint.toml"]);
    check(&finding, "none is left in the index");
    // In a folder below the root, in the same way.
    scratch::write(&folder.join("hw/a/trace-lint.toml"), quiet);
    git(&folder, &["add", "hw/a/trace-lint.toml"]);
    scratch::write(&folder.join("hw/a/trace-lint.toml"), loud);
    fs::remove_file(folder.join("trace-lint.toml")).expect("a file");
    check(&[], "below the root");
}
