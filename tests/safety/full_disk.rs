//! A disk that is full: each file is what it was, or what it was to become, and the failure is told.

use crate::bounded::{Ended, lint, lint_on_a_full_disk};
use crate::ground::Ground;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use trace_lint_tests::fixture::line;

const OLD: &str = "old\n";

/// A tree with more findings than fit into a kilobyte, and trace-events files of several.
fn tree(name: &str) -> Ground {
    let ground = Ground::new(name);
    let events: String = (0..200).map(|it| line(&format!(r#"foo_{it}(int a)   "a=%s""#))).collect();
    ground.write("hw/foo/trace-events", events);
    ground
}

fn texts(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    entries.filter(|it| it.is_file()).map(|it| (name(&it), fs::read(&it).expect("a file"))).collect()
}

#[track_caller]
fn failed(ended: &Ended) {
    ended.came_to(&[2]);
    assert!(!ended.stderr.is_empty(), "it is told");
}

#[test]
fn an_old_report_is_kept() {
    let ground = tree("full-report");
    for arguments in [
        &["audit", "-o", "rep", "--output-format", "json"][..],
        &["audit", "-o", "rep", "--output-format", "html"],
        &["audit", "-o", "rep", "--output-format", "markdown"],
        &["check", "--output-file", "json=rep"],
        &["check", "--output-file", "sarif=rep"],
        &["compat", "old/trace-events-all", ".", "--output-file", "json=rep"],
    ] {
        ground.write(
            "old/trace-events-all",
            (0..40).map(|it| line(&format!(r#"gone_{it}(void) """#))).collect::<String>(),
        );
        ground.write("rep", OLD);
        let ended = lint_on_a_full_disk(&ground.tree(), arguments);
        assert_eq!(String::from_utf8_lossy(&ground.read("rep")), OLD, "{arguments:?}: {}", ended.said());
        failed(&ended);
        ended.told(&["rep"]);
    }
}

#[test]
fn an_old_baseline_is_kept() {
    let ground = tree("full-baseline");
    ground.write("hw/foo/trace-events", line(r#"foo_read(int a) "a=%s""#));
    let write = ["check", "--baseline", "rep", "--write-baseline"];
    lint(&ground.tree(), &write).came_to(&[0]);
    let old = ground.read("rep");
    let events: String = (0..200).map(|it| line(&format!(r#"foo_{it}(int a) "a=%s""#))).collect();
    ground.write("hw/foo/trace-events", events);
    let ended = lint_on_a_full_disk(&ground.tree(), &write);
    assert_eq!(ground.read("rep"), old, "{}", ended.said());
    failed(&ended);
}

#[test]
fn a_file_of_the_tree_is_kept() {
    for arguments in [&["check", "--fix"][..], &["fmt"], &["check", "--add-suppressions"]] {
        let ground = tree("full-tree");
        let old = ground.read("hw/foo/trace-events");
        let ended = lint_on_a_full_disk(&ground.tree(), arguments);
        assert_eq!(ground.read("hw/foo/trace-events"), old, "{arguments:?}: {}", ended.said());
        failed(&ended);
        ended.told(&["hw/foo/trace-events"]);
    }
}

/// Pages and completions: whole or old, and no panic.
#[test]
fn what_is_generated_is_whole_or_old() {
    for what in ["man", "completions", "rules"] {
        let ground = tree("full-generate");
        lint(&ground.tree(), &["generate", what, "--out", "new"]).came_to(&[0]);
        let new = texts(&ground.path("new"));
        assert!(new.values().any(|text| text.len() > 4096), "{what}: something does not fit");
        for name in new.keys() {
            ground.write(&format!("made/{name}"), OLD);
        }
        let ended = lint_on_a_full_disk(&ground.tree(), &["generate", what, "--out", "made"]);
        failed(&ended);
        let made = texts(&ground.path("made"));
        for (name, text) in &made {
            let is_well = text == OLD.as_bytes() || Some(text) == new.get(name);
            assert!(is_well, "{what}: {name} has {} bytes", text.len());
        }
        assert_eq!(made.len(), new.len(), "{what}: nothing else is there");
    }
}

/// Where nothing was, nothing half is left.
#[test]
fn a_new_report_is_whole_or_not_there() {
    let ground = tree("full-new");
    for (arguments, path) in [
        (&["audit", "-o", "rep", "--output-format", "json"][..], "rep"),
        (&["check", "--output-file", "json=rep"], "rep"),
        (&["check", "--baseline", "rep", "--write-baseline"], "rep"),
        (&["generate", "man", "--out", "made"], "made/trace-lint-check.1"),
        (&["generate", "completions", "--out", "made"], "made/_trace-lint"),
    ] {
        let ended = lint_on_a_full_disk(&ground.tree(), arguments);
        failed(&ended);
        assert!(!ground.path(path).exists(), "{arguments:?} left a part of {path}");
    }
}
