//! The command line as a user meets it: exit statuses, bad input, standard input. Needs only Rust.

use trace_lint_tests::fixture::{self, line};
use trace_lint_tests::program::{Run, run_on, trace_lint, try_run};
use trace_lint_tests::scratch;

#[test]
fn exit_statuses() {
    let folder = scratch::folder("cli-exit");
    fixture::write(
        &folder,
        r#"
        --- clean/trace-events
        foo(int a) "a=%d"
        --- bad/trace-events
        foo(int a) "a=%s"
        "#,
    );
    let check = |arguments: &[&str], expected| {
        let Run { status, stdout: out, stderr: errors } = run_on(&folder, arguments, b"");
        assert_eq!(status, expected, "{arguments:?}\n{out}\n{errors}");
        (out, errors)
    };
    check(&["check", "clean"], 0);
    check(&["check", "bad"], 1);
    check(&["check", "bad", "--ignore", "format-type-mismatch"], 0);
    check(&["check", "bad", "--select", "no-such-rule"], 2);
    check(&["check", "--qemu-version", "0.1"], 2);
    let (out, errors) = check(&["check", "--output-format", "short", "missing", "bad"], 2);
    assert!(errors.contains("missing: no such file or directory"), "{errors}");
    assert!(out.contains("trace-events:1:15: error[TL303]"), "the rest is still checked: {out}");
    check(&["explain", "format-flag"], 0);
    check(&["rules"], 0);
}

#[test]
fn arguments_that_do_not_go_together() {
    let folder = scratch::folder("cli-arguments");
    scratch::write(&folder.join("trace-events"), line(r#"foo(int a) "a=%s""#));
    for (arguments, expected) in [
        (&["--unsafe"][..], "--fix|--diff"),
        (&["--diff", "--output-file", "sarif=x"], "cannot be used with"),
        (
            &["--output-file", "sarif=x", "--output-file", "junit=x"],
            "x: two reports can't be written to one file",
        ),
        (&["--output-file", "sarif="], "expected FORMAT=PATH"),
        (&["--output-file", "x.sarif"], "expected FORMAT=PATH"),
        (
            &["--output-file", "serif=x"],
            "no format is named `serif`; there are human, short, json, checkpatch, github",
        ),
        (&["--output-file", "sarif=missing/x"], "missing/x: no such file or directory"),
        (&["--output-file", "sarif=."], ".: is a directory"),
    ] {
        let Run { status, stderr: errors, .. } = run_on(&folder, &[&["check"], arguments].concat(), b"");
        assert_eq!(status, 2, "{arguments:?}");
        assert!(errors.contains(expected), "{arguments:?}\n{errors}");
        assert!(!folder.join("x").exists(), "{arguments:?}");
    }
}

/// Whoever reads the findings may stop before their end: the exit status is that of all of them.
#[cfg(unix)]
#[test]
fn a_reader_that_has_had_enough() {
    use std::process::{Command, Stdio};
    let folder = scratch::folder("cli-pipe");
    scratch::write(&folder.join("trace-events"), line(r#"foo(int a) "a=%s""#).repeat(10_000));
    for format in ["human", "short", "checkpatch", "json", "github", "gitlab", "sarif", "checkstyle", "junit"]
    {
        let mut check = Command::new(trace_lint());
        check.args(["check", "--select", "format-type-mismatch", "--output-format", format]);
        check.current_dir(&folder).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = check.spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((output.status.code(), &*output.stderr), (Some(1), &b""[..]), "{format}");
    }
}

#[test]
fn standard_input() {
    let folder = scratch::folder("cli-stdin");
    let arguments = ["check", "-", "--stdin-filename", "hw/a/trace-events", "--output-format", "short"];
    let Run { status, stdout: out, .. } = run_on(&folder, &arguments, b"foo(int a) \"a=%s\"\n");
    assert_eq!(status, 1);
    assert!(out.contains("hw/a/trace-events:1:15: error[TL303]"), "{out}");
}

#[test]
fn nothing_in_a_file_drives_the_terminal() {
    let folder = scratch::folder("cli-control");
    let text = b"foo(int \x1b[31mx) \"%d\x07\xff\"\nbar(\x1b]0;x int\x9b) \"%q\"\n\xef\xbb\xbf\n";
    for format in ["human", "short"] {
        let Run { status, stdout: out, .. } =
            run_on(&folder, &["check", "-", "--output-format", format], text);
        assert_eq!(status, 1);
        let is_plain = |character: char| character == '\n' || character == '\t' || !character.is_control();
        assert!(out.chars().all(is_plain), "{out:?}");
    }
}

#[test]
fn any_bytes_at_all() {
    let folder = scratch::folder("cli-bytes");
    let mut long = b"foo(int a) \"".to_vec();
    long.resize(10_000_000, b'"');
    let inputs: [&[u8]; 7] = [b"", b"\0", b"\xff\xfe", b"\r", b"foo(", b"#", &long];
    for input in inputs {
        let Run { status, stdout: out, stderr: errors } = run_on(&folder, &["check", "-"], input);
        assert!(matches!(status, 0 | 1), "{status:?} {errors}");
        assert!(out.len() < 10_000, "a long line is cut");
    }
}

#[cfg(unix)]
#[test]
fn links_and_folders_of_the_name() {
    let folder = scratch::folder("cli-links");
    scratch::write(&folder.join("tree/trace-events/trace-events"), line(r#"foo(int a) "a=%d""#));
    let link = folder.join("tree/loop");
    if link.symlink_metadata().is_err() {
        std::os::unix::fs::symlink("..", &link).expect("a link");
        std::fs::create_dir_all(folder.join("tree/b")).expect("a folder");
        std::os::unix::fs::symlink("nowhere", folder.join("tree/b/trace-events")).expect("a link");
    }
    let Run { status, stdout: out, stderr: errors } = run_on(&folder, &["check", "tree"], b"");
    assert_eq!(status, 2, "{out}");
    assert!(errors.contains("tree/b/trace-events: a link that leads nowhere"), "{errors}");
    assert!(out.contains("1 event in 1 file"), "{out}");
}

/// Programs that read a report know by `version` what it means.
#[test]
fn each_json_report_has_a_version() {
    let folder = scratch::folder("command-line-versions");
    fixture::write(
        &folder,
        r#"
        --- trace-events
        lamp_on(int id) "id=%d"
        "#,
    );
    let commands: [&[&str]; 8] = [
        &["check", "."],
        &["audit", "."],
        &["rules"],
        &["explain", "TL301"],
        &["config", "trace-events"],
        &["match", "lamp_*", "--tree", "."],
        &["refs", "lamp_on", "--tree", "."],
        &["expand", "lamp_on", "--tree", "."],
    ];
    for command in commands {
        let run = try_run(&folder, &[command, &["--output-format", "json"]].concat());
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert_eq!(report["version"], 1, "{command:?}: {run:?}");
    }
    for command in &commands[2..] {
        let human = try_run(&folder, &[command, &["--output-format", "human"][..]].concat());
        assert_eq!((human.status, human.stderr.as_str()), (0, ""), "{command:?}");
        assert!(!human.stdout.starts_with('{'), "{command:?}");
    }
}
