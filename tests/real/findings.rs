//! What trace-lint finds in three real QEMU trees, rule by rule, as `findings.txt` keeps it. In 10.0 each finding
//! was looked at and is true. Those about more than one file were worked out in all three by an independent
//! scanner with each tree's own tracetool and qapi-gen.py, and held against trace-lint's one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use trace_lint_tests::golden;
use trace_lint_tests::program::{Finding, check, run};
use trace_lint_tests::tree::qemu_tree;

use crate::cross_reference::RULES;

/// A number that stands for a list of places: FNV-1a of `path:line event`, a line each.
fn digest(findings: &[Finding]) -> u64 {
    let line = |one: &Finding| format!("{}:{} {}\n", one.path, one.line, one.event);
    let mut lines: Vec<String> = findings.iter().map(line).collect();
    lines.sort();
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    lines.concat().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[test]
fn findings_by_rule() {
    let mut text = "release rule count digest of the places\n".to_owned();
    for release in ["7.2", "10.0", "10.2"] {
        let mut by_rule: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in check(&qemu_tree(release), &["--extend-select", RULES, "."]) {
            by_rule.entry(finding.rule.clone()).or_default().push(finding);
        }
        for (rule, findings) in by_rule {
            let (count, digest) = (findings.len(), digest(&findings));
            writeln!(text, "{release} {rule} {count} {digest:016x}").expect("a string");
        }
    }
    golden::hold("tests/real/findings.txt", &text);
}

#[test]
fn type_mismatches_are_the_ten_lines_of_hppa() {
    let tree = qemu_tree("10.0");
    let mut lines = BTreeSet::new();
    for finding in check(&tree, &["--select", "format-type-mismatch,format-host-mismatch", "."]) {
        assert_eq!(finding.path, "target/hppa/trace-events");
        // QEMU 10.0 has no host of wasm.
        let hosts = ["macos", "windows-64", "openbsd-64", "linux-32", "windows-32", "openbsd-32"];
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
