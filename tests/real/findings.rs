//! The real QEMU 10.0 tree: what trace-lint finds in it, rule by rule. Each finding was looked at
//! and is true.

use std::collections::{BTreeMap, BTreeSet};
use trace_lint_tests::program::{check, run};
use trace_lint_tests::tree::qemu_tree;

#[test]
fn findings_by_rule() {
    let tree = qemu_tree("10.0");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in check(&tree, &["."]) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let expected = [
        ("analyzer-arguments", 2),
        ("doubled-hex-prefix", 2),
        ("format-host-mismatch", 19),
        ("guard-not-backends", 6),
        ("hex-prefix-on-decimal", 5),
        ("hex-without-prefix", 4),
        ("macro-without-percent", 1),
        ("stale-heading", 140),
        ("swapped-call-arguments", 4),
        ("swapped-labels", 5),
        ("trace-header", 1),
        ("twin-confusion", 2),
        ("unused-event", 132),
    ];
    assert_eq!(counts, expected.map(|(rule, count)| (rule.to_owned(), count)).into());
}

#[test]
fn type_mismatches_are_the_ten_lines_of_hppa() {
    let tree = qemu_tree("10.0");
    let mut lines = BTreeSet::new();
    for finding in check(&tree, &["--select", "format-type-mismatch,format-host-mismatch", "."]) {
        assert_eq!(finding.path, "target/hppa/trace-events");
        let hosts =
            ["macos", "windows-64", "openbsd-64", "wasm64", "linux-32", "windows-32", "openbsd-32", "wasm32"];
        assert_eq!(finding.hosts, hosts);
        lines.insert(finding.line);
    }
    assert_eq!(lines.into_iter().collect::<Vec<_>>(), [4, 5, 6, 7, 8, 9, 10, 15, 16, 19]);
}

#[test]
fn output_is_the_same_on_every_run() {
    let tree = qemu_tree("10.0");
    let once = || run(&tree, &["check", "--output-format", "json", "."]).stdout;
    assert_eq!(once(), once());
}
