//! The reports of two files that share every event, one of them with a hostile path: drawn,
//! short and JSON, with no control character of a file in them, and places that are right.

use super::linter::settings;
use super::some;
use super::tracetool::RELEASES;
use anstream::adapter::strip_bytes;
use serde_json::Value;
use std::sync::Arc;
use trace_lint::linter::lint;
use trace_lint::model::index::Index;
use trace_lint::parse::events::File;
use trace_lint::report::{self, Documents, Finding, Human, Summary};
use trace_lint::text::is_unprintable;

/// The most findings that are drawn.
const MOST: usize = 8;

/// Checks the reports of the findings in a text.
pub fn reports(text: &[u8]) {
    let paths = ["hw/foo/trace-events", "hw/\u{1b}[31m\u{9b}\u{202e}\n/trace-events"];
    let files = paths.map(|path| Arc::new(File::new(path, text.to_vec()))).to_vec();
    let index = Index::of_files(files, Arc::default());
    let found = lint(&index, &settings(&RELEASES[3]));
    let documents = Documents::new(index.events.iter().map(|file| &***file));
    let findings: Vec<Finding> =
        found.iter().map(|diagnostic| Finding::new(diagnostic, &documents)).collect();
    let mut summary = Summary::default();
    summary.count(&findings);
    assert_eq!(summary.errors + summary.warnings + summary.infos, findings.len());
    human(&findings);
    short(&findings);
    json(text, &findings, &summary);
}

/// Text for a terminal, of which every line is ours.
fn shown(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).expect("a report is UTF-8");
    let bad = text.chars().find(|&character| character != '\n' && is_unprintable(character));
    assert!(bad.is_none(), "{bad:?} in {text:?}");
    text
}

fn human(findings: &[Finding]) {
    let mut out = Vec::new();
    let findings: Vec<_> = some(findings, MOST).collect();
    for finding in &findings {
        Human::default().draw(&mut out, finding).expect("a finding can be drawn");
    }
    let text = shown(strip_bytes(&out).into_vec());
    for Finding { diagnostic, .. } in findings {
        assert!(text.contains(&diagnostic.message), "{diagnostic:?}");
    }
}

fn short(findings: &[Finding]) {
    let mut out = Vec::new();
    report::short(&mut out, findings).expect("a vector takes all");
    assert_eq!(shown(out).lines().count(), findings.len());
}

fn json(input: &[u8], findings: &[Finding], summary: &Summary) {
    let mut out = Vec::new();
    report::json(&mut out, findings, summary).expect("a vector takes all");
    let report: Value = serde_json::from_str(&shown(out)).expect("a report is JSON");
    let entries = report["findings"].as_array().expect("a list");
    assert_eq!(entries.len(), findings.len());
    for (entry, Finding { diagnostic, .. }) in entries.iter().zip(findings) {
        assert_eq!(entry["path"], *diagnostic.path);
        assert_eq!(entry["message"], diagnostic.message);
        place(input, entry, ["line", "column", "offset"]);
        place(input, entry, ["end_line", "end_column", "end_offset"]);
    }
}

/// Line and column are what counting to the offset gives.
fn place(text: &[u8], entry: &Value, names: [&str; 3]) {
    let [line, column, offset] = names.map(|name| entry[name].as_u64().expect("a number") as usize);
    let before = &text[..offset];
    let is_start = |at: &usize| {
        *at == 0 || before[at - 1] == b'\n' || (before[at - 1] == b'\r' && text.get(*at) != Some(&b'\n'))
    };
    let starts = (0..=offset).filter(is_start);
    let start = starts.clone().next_back().unwrap_or(0);
    assert_eq!(line, starts.count(), "{entry}");
    assert_eq!(column, String::from_utf8_lossy(&before[start..]).chars().count() + 1, "{entry}");
}
