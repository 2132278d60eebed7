//! What a terminal gets: no byte of a file or an argument drives it or turns the text round.

use crate::bounded::{Ended, bounded, lint};
use crate::ground::Ground;
use std::process::Command;
use trace_lint_tests::program::trace_lint;

/// ESC and other controls, C1, and the marks that turn text round.
const DRIVERS: [char; 9] =
    ['\x1b', '\x07', '\x08', '\u{9b}', '\u{85}', '\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}'];

/// What is shown as nothing, or as something else.
const UNSEEN: [char; 8] =
    ['\u{61c}', '\u{ad}', '\u{180e}', '\u{fff9}', '\u{fffa}', '\u{fffb}', '\u{e0001}', '\u{e007f}'];

/// Runs trace-lint at a terminal, whose carriage returns are taken off.
#[cfg(target_os = "linux")]
fn at_a_terminal(ground: &Ground, arguments: &str) -> Ended {
    let mut command = Command::new("script");
    let line = format!("exec '{}' {arguments}", trace_lint().display());
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    command.current_dir(ground.tree()).env("TERM", "xterm");
    let mut ended = bounded(command, b"");
    let text = String::from_utf8_lossy(&ended.stdout).replace("\r\n", "\n").replace("^D\x08\x08", "");
    ended.stdout = without_colors(&text).into_bytes();
    ended
}

/// A text without the colours that the program itself puts in.
fn without_colors(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|it: char| !it.is_ascii_digit() && it != ';').unwrap_or(part.len());
        match part[end..].strip_prefix(['m', 'K']) {
            Some(rest) => plain += rest,
            None => plain = plain + "\x1b[" + part,
        }
    }
    plain
}

#[track_caller]
fn drives_nothing(text: &str) {
    for driver in DRIVERS {
        assert!(!text.contains(driver), "{driver:?} is in {text:?}");
    }
}

fn tree(name: &str) -> Ground {
    let ground = Ground::new(name);
    let marks: String = DRIVERS.iter().filter(|it| **it != '\u{85}').collect();
    ground.add(&format!(
        r#"
        --- hw/foo/trace-events
        # {marks} before
        foo_read(int  a) "a=%s"
        # {marks}
        "#
    ));
    ground
}

#[cfg(target_os = "linux")]
#[test]
fn a_diff_at_a_terminal_shows_marks() {
    let ground = tree("terminal-diff");
    for arguments in ["check --diff", "fmt --diff", "check --diff --color=always"] {
        let ended = at_a_terminal(&ground, arguments);
        let text = String::from_utf8(ended.stdout.clone()).expect("UTF-8");
        assert!(text.contains("before"), "the line is shown: {arguments}: {text:?}");
        drives_nothing(&text);
    }
}

/// What goes into `patch` is the file's own bytes.
#[test]
fn a_diff_into_a_pipe_is_raw() {
    let ground = tree("pipe-diff");
    let text = ground.read("hw/foo/trace-events");
    let first = String::from_utf8(text).expect("UTF-8").lines().next().expect("a line").to_owned();
    for arguments in [&["check", "--diff"][..], &["fmt", "--diff"]] {
        let ended = lint(&ground.tree(), arguments);
        assert!(ended.said().contains(&format!("\n {first}\n")), "{arguments:?}: {:?}", ended.said());
    }
}

#[test]
fn arguments_come_back_as_marks() {
    let ground = Ground::new("terminal-arguments");
    let drivers: String = DRIVERS.iter().collect();
    let word = format!("un{drivers}\rused");
    for arguments in [
        &["check", "--select", &word][..],
        &["check", "--ignore", &word],
        &["check", "--extend-select", &word],
        &["explain", &word],
        &["check", "--config", &word],
        &["check", "--qemu-version", &word],
        &["check", "--output-format", &word],
        &["check", "--output-file", &format!("{word}=x")],
        &["check", "--events", &word],
        &["check", "--baseline", &word],
        &["check", &format!("--{word}")],
        &["check", &word],
        &["check", &format!("--since={word}")],
        &["compat", &word, "."],
        &["refs", &word],
        &["expand", &word],
        &["match", &word],
        &["trace", &word],
        &["fmt", &word],
        &["audit", &word],
        &[&word],
    ] {
        let said = lint(&ground.tree(), arguments).said();
        drives_nothing(&said);
        assert!(!said.contains('\r'), "{said:?}");
    }
}

/// A mark that one format shows as what it is, each does.
#[test]
fn no_format_passes_what_is_not_seen() {
    let ground = Ground::new("unseen");
    let marks: String = UNSEEN.iter().collect();
    ground.add(&format!(
        r#"
        --- hw/foo/trace-events
        foo_read(int a) "{marks}=%s"
        foo_{marks}(int a) "%s"
        "#
    ));
    let checks = ["human", "short", "checkpatch", "github", "checkstyle", "junit"].map(|it| ("check", it));
    let audits = ["human", "markdown", "html"].map(|it| ("audit", it));
    for (command, format) in checks.into_iter().chain(audits) {
        let ended = lint(&ground.tree(), &[command, "--output-format", format]);
        ended.came_to(&[1]);
        for mark in UNSEEN {
            assert!(!ended.said().contains(mark), "{command} {format}: {mark:?} is in {:?}", ended.said());
        }
    }
}
