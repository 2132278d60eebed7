//! Baselines: what is none is not overwritten, and what a run did not look for stays in one.

use crate::bounded::lint;
use crate::ground::Ground;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use trace_lint_tests::fixture::line;

/// A tree with a finding in each of three directories.
fn tree(name: &str) -> Ground {
    let ground = Ground::new(name);
    ground.write("meson.build", "trace_events_subdirs = [ 'hw/foo', 'hw/bar', 'util' ]\n");
    for (directory, group) in [("hw/foo", "hw_foo"), ("hw/bar", "hw_bar"), ("util", "util")] {
        ground.add(&format!(
            r#"
            --- {directory}/trace-events
            {group}_x(int a) "a=%s"
            --- {directory}/trace.h
            #include "trace/trace-{group}.h"
            "#
        ));
    }
    ground.write("hw/foo/foo.c", "int x;\n");
    lint(&ground.tree(), &["check", "--baseline", "known.json", "--write-baseline"]).came_to(&[0]);
    ground
}

const WRITE: [&str; 4] = ["check", "--baseline", "known.json", "--write-baseline"];

/// Bytes that stand where a baseline should.
fn others(baseline: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let text = String::from_utf8(baseline.to_vec()).expect("JSON");
    let middle = text.lines().count() / 2;
    let conflict = |(at, line): (usize, &str)| match at == middle {
        true => format!("<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> side\n"),
        false => format!("{line}\n"),
    };
    vec![
        ("a merge", text.lines().enumerate().map(conflict).collect::<String>().into_bytes()),
        ("another version", text.replacen(r#""version": 1"#, r#""version": 9"#, 1).into_bytes()),
        ("no version", text.replacen(r#""version": 1,"#, "", 1).into_bytes()),
        ("a part", baseline[..baseline.len() / 2].to_vec()),
        ("text", b"My notes\n".to_vec()),
        ("C", crate::ground::SOURCE.into()),
        ("JSON of another kind", b"{\"findings\": 3}\n".to_vec()),
        ("a list", b"[]\n".to_vec()),
        ("no UTF-8", b"{\"version\": 1, \"findings\": []\xff}\n".to_vec()),
        ("a brace", b"{".to_vec()),
    ]
}

#[test]
fn what_is_no_baseline_is_not_overwritten() {
    let ground = tree("baseline-none");
    for (name, text) in others(&ground.read("known.json")) {
        for folder in [&[][..], &["util"]] {
            ground.write("known.json", &text);
            let ended = lint(&ground.tree(), &[&WRITE, folder].concat());
            assert_eq!(ground.read("known.json"), text, "{name} {folder:?}: {}", ended.said());
            ended.came_to(&[2]).told(&["known.json"]);
        }
    }
}

#[test]
fn a_source_named_for_a_baseline_is_not_overwritten() {
    let ground = tree("baseline-source");
    let text = ground.read("hw/foo/foo.c");
    let ended = lint(&ground.tree(), &["check", "--baseline", "hw/foo/foo.c", "--write-baseline"]);
    assert_eq!(ground.read("hw/foo/foo.c"), text);
    ended.came_to(&[2]).told(&["hw/foo/foo.c"]);
}

#[test]
fn a_read_only_baseline_is_not_overwritten() {
    let ground = tree("baseline-read-only");
    let text = ground.read("known.json");
    ground.write("util/trace-events", line(r#"util_x(int a) "a=%d""#));
    fs::set_permissions(ground.path("known.json"), fs::Permissions::from_mode(0o444)).expect("a mode");
    let ended = lint(&ground.tree(), &WRITE);
    assert_eq!(ground.read("known.json"), text);
    ended.came_to(&[2]).told(&["known.json", "read-only"]);
}

/// What is refused is not read as an empty one either.
#[test]
fn what_is_no_baseline_hides_nothing() {
    let ground = tree("baseline-hides");
    for (name, text) in others(&ground.read("known.json")) {
        ground.write("known.json", &text);
        let ended = lint(&ground.tree(), &["check", "--baseline", "known.json"]);
        assert_eq!(ended.status, Some(2), "{name}: {}", ended.said());
    }
}

#[test]
fn a_run_over_a_part_keeps_the_rest() {
    let ground = tree("baseline-part");
    let whole = ground.read("known.json");
    for part in [
        &["util"][..],
        &["hw"],
        &["util/trace-events"],
        &["--select", "unused-event"],
        &["--ignore", "TL303"],
        &["--no-index"],
    ] {
        lint(&ground.tree(), &[&WRITE, part].concat()).came_to(&[0]);
        assert_eq!(ground.read("known.json"), whole, "{part:?}");
    }
}

/// An empty file, as `mktemp` makes it, holds nothing that could be lost, and yet is no baseline: whatever is
/// done with it, no finding is hidden by it.
#[test]
fn an_empty_file_hides_nothing() {
    let ground = tree("baseline-empty");
    ground.write("known.json", "");
    let ended = lint(&ground.tree(), &["check", "--baseline", "known.json"]);
    ended.came_to(&[1, 2]);
}
