//! `trace-lint audit` on the real QEMU 10.0 tree: its numbers against those that were counted by other
//! means, and its owners against the tree's own scripts/get_maintainer.pl.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use trace_lint_tests::parallel::in_parallel;
use trace_lint_tests::program::{check, run};
use trace_lint_tests::tree::qemu_tree;

fn audit(tree: &Path, arguments: &[&str]) -> Value {
    let mut all = vec!["audit", "--output-format", "json"];
    all.extend_from_slice(arguments);
    let output = run(tree, &all);
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

#[test]
fn numbers_of_the_tree() {
    let tree = qemu_tree("10.0");
    let report = audit(&tree, &[]);
    let expected = [
        ("files", 92),
        ("events", 5397),
        ("calls", 6313),
        ("guards", 43),
        ("disabled", 15),
        ("unused", 132),
        ("findings", check(&tree, &["."]).len()),
    ];
    for (key, expected) in expected {
        assert_eq!(report["summary"][key], expected, "{key}");
    }
}

/// The sections that get_maintainer.pl names for a file, save that of all files.
fn sections(tree: &Path, path: &str) -> BTreeSet<String> {
    let output = Command::new("perl")
        .args(["scripts/get_maintainer.pl", "--no-git", "--no-email", "--no-l", "--subsystem", "-f", path])
        .current_dir(tree)
        .output()
        .expect("perl runs");
    assert!(output.status.success(), "{path}: {output:?}");
    let text = String::from_utf8(output.stdout).expect("the sections are text");
    let is_section = |line: &&str| *line != "All patches CC here" && !line.contains("(open list");
    text.lines().filter(is_section).map(str::to_owned).collect()
}

#[test]
fn owners_are_those_of_get_maintainer() {
    let tree = qemu_tree("10.0");
    let report = audit(&tree, &["--select", "all"]);
    let files = report["files"].as_array().expect("a list");
    assert!(files.len() > 80, "{} files have findings", files.len());
    let differences = in_parallel(files, |file| {
        let path = file["path"].as_str().expect("a path");
        let found = file["sections"].as_array().expect("a list").iter();
        let found: BTreeSet<String> = found.filter_map(|title| title.as_str().map(str::to_owned)).collect();
        let expected = sections(&tree, path);
        (found != expected).then(|| format!("{path}: {found:?}, expected {expected:?}"))
    });
    let differences: Vec<_> = differences.into_iter().flatten().collect();
    assert!(differences.is_empty(), "{differences:#?}");
}
