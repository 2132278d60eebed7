//! Any bytes in a tree, and any reader of what is printed: reports stay well formed, and nothing panics.

use crate::bounded::{Ended, bounded, lint};
use crate::ground::Ground;
use serde_json::Value;
use std::fs::File;
use std::process::{Command, Stdio};
use trace_lint_tests::fixture::{line, unindented};
use trace_lint_tests::program::trace_lint;

/// Pieces of text that mean something in some format of output.
const PIECES: [&str; 5] = [
    r#""><script>alert(1)</script>"#,
    "' onmouseover='x]]></x><!--</script><script>&lt;&#0;&bad;",
    "%0A::error::x::warning file=x::y",
    "| a | [x](javascript:x) `` ` ```",
    "\u{1b}[31m\u{7}\\u0000\\\"\\\u{202e}\u{2066}\u{fffe}\u{ffff}",
];

/// A tree with such a piece, and with bytes that are no UTF-8, wherever a finding can have a text from.
fn tree(piece: &str) -> Ground {
    let ground = Ground::new("outputs");
    let files = r#"
        --- hw/foo/foo.c
        #include "trace.h"
        void f(void) { trace_foo_raed("PIECE"); }
        --- meson.build
        trace_events_subdirs = [ 'hw/foo', 'hw/PIECE' ]
        --- MAINTAINERS
        PIECE
        M: PIECE <x@y>
        F: hw/foo/
        "#;
    ground.add(&files.replace("PIECE", piece));
    let events = unindented(
        r#"
        foo_PIECE(int PIECE) "PIECE %s"
        # PIECE.c
        foo_read(int a) "PIECE=%s"
        "#,
    );
    let events = events.replace("PIECE", piece);
    ground.write("hw/foo/trace-events", [events.as_bytes(), b"bar_\xff\xfe(int a) \"\xe9 %q\"\n"].concat());
    let name: String = piece.chars().filter(|it| *it != '/').collect();
    ground.write(&format!("hw/{name}/trace-events"), line(r#"wrong(int a) "%s""#));
    ground
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|it| !it.is_control() || it == '\n' || it == '\t')
}

#[test]
fn every_format_is_well_formed() {
    for piece in PIECES {
        let ground = tree(piece);
        for format in
            ["human", "short", "checkpatch", "json", "github", "gitlab", "sarif", "checkstyle", "junit"]
        {
            let text = text_of(&lint(&ground.tree(), &["check", "--output-format", format]));
            assert!(is_plain(&text), "{format}: {piece:?}: {text:?}");
            match format {
                "json" | "gitlab" | "sarif" => drop(serde_json::from_str::<Value>(&text).expect("JSON")),
                "checkstyle" | "junit" => is_xml(&text),
                _ => {}
            }
        }
        for format in ["human", "json", "markdown", "html"] {
            let text = text_of(&lint(&ground.tree(), &["audit", "--output-format", format]));
            assert!(is_plain(&text), "audit in {format}: {piece:?}");
            match format {
                "json" => drop(serde_json::from_str::<Value>(&text).expect("JSON")),
                "html" => is_page(&text),
                "markdown" => {
                    // Between backticks a tag is a text.
                    let mut bare = text.lines().flat_map(|line| line.split('`').step_by(2));
                    assert!(bare.all(|part| !part.contains("<script")), "{text}");
                }
                _ => {}
            }
        }
    }
}

#[track_caller]
fn text_of(ended: &Ended) -> String {
    ended.came_to(&[0, 1]);
    String::from_utf8(ended.stdout.clone()).expect("the output is UTF-8")
}

/// Tags are closed in their order, entities are known, and no character is one that XML can't have.
#[track_caller]
fn is_xml(text: &str) {
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        check_entities(&rest[..start]);
        let end = rest[start..].find('>').expect("a tag ends") + start;
        let tag = &rest[start + 1..end];
        check_entities(tag);
        rest = &rest[end + 1..];
        let name = |tag: &str| tag.split([' ', '\n', '/']).next().unwrap_or_default().to_owned();
        match tag {
            _ if tag.starts_with('?') => {}
            _ if tag.starts_with('/') => assert_eq!(open.pop(), Some(name(&tag[1..])), "{tag}"),
            _ if tag.ends_with('/') => assert_eq!(tag.matches('"').count() % 2, 0, "{tag}"),
            _ => open.push(name(tag)),
        }
    }
    check_entities(rest);
    assert!(open.is_empty(), "{open:?}");
    assert!(!text.contains(['\u{fffe}', '\u{ffff}']), "no XML");
}

#[track_caller]
fn check_entities(text: &str) {
    for part in text.split('&').skip(1) {
        let name = part.split(';').next().unwrap_or_default();
        let is_known = matches!(name, "lt" | "gt" | "amp" | "quot" | "apos")
            || name.strip_prefix('#').is_some_and(|it| it.trim_start_matches('x').len() < 7 && it != "0");
        assert!(is_known, "&{name};");
    }
}

/// One script, which is our own; no handler, and no link that is no link.
#[track_caller]
fn is_page(text: &str) {
    assert_eq!(text.matches("<script").count(), 1);
    assert_eq!(text.matches("</script").count(), 1);
    assert!(!text.contains("<!--"), "no comment");
    let tags = text.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
    for tag in tags {
        assert!(!tag.split('"').step_by(2).any(|part| part.contains("onmouseover")), "{tag}");
        assert!(!tag.contains(r#"="javascript:"#), "{tag}");
    }
}

/// Commands that print.
const PRINTERS: [&[&str]; 18] = [
    &["check"],
    &["check", "--statistics"],
    &["check", "--diff"],
    &["check", "--output-format", "sarif"],
    &["audit"],
    &["audit", "--output-format", "json"],
    &["audit", "--output-format", "markdown"],
    &["audit", "--output-format", "html"],
    &["fmt", "--diff"],
    &["fmt", "--check"],
    &["refs", "foo_read"],
    &["expand", "foo_read"],
    &["match", "foo*"],
    &["config"],
    &["rules"],
    &["explain", "unused-event"],
    &["--help"],
    &["check", "--help"],
];

#[test]
fn a_reader_may_leave_at_once() {
    let ground = Ground::new("pipe");
    let events: String = (0..5_000).map(|it| line(&format!(r#"foo_{it}(int a)   "a=%s""#))).collect();
    ground.write("hw/foo/trace-events", line(r#"foo_read(int  a) "a=%d""#) + &events);
    for arguments in PRINTERS {
        let mut command = Command::new(trace_lint());
        command.args(arguments).current_dir(ground.tree());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panicked"), "{arguments:?}: {errors}");
        assert!(matches!(output.status.code(), Some(0..=2)), "{arguments:?}: {} {errors}", output.status);
    }
}

/// What could not be printed is told.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told() {
    let ground = Ground::new("full-device");
    ground.write("hw/foo/trace-events", line(r#"foo_read(int  a) "a=%s""#));
    for arguments in PRINTERS.iter().filter(|it| !it.contains(&"--help")) {
        let shell = r#"exec "$0" "$@" >/dev/full"#;
        let mut command = Command::new("sh");
        command.args(["-c", shell]).arg(trace_lint()).args(*arguments).current_dir(ground.tree());
        let ended = bounded(command, b"");
        assert_eq!(ended.status, Some(2), "{arguments:?}: {}", ended.said());
        assert!(!ended.stderr.is_empty() && !ended.stderr.contains("panicked"), "{arguments:?}");
    }
    // Errors that can't be told either are no panic.
    let mut command = Command::new(trace_lint());
    command.args(["check", "no-such-file"]).current_dir(ground.tree());
    let full = File::options().write(true).open("/dev/full").expect("a device");
    let status = command.stderr(full).stdout(Stdio::null()).status().expect("it runs");
    assert_eq!(status.code(), Some(2));
}
