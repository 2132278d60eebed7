//! Fixes: edits in order, and a safe one mends its finding and breaks nothing.

use super::linter::lint;
use super::{some, sound};
use std::collections::BTreeMap;
use trace_lint::linter::Settings;
use trace_lint::parse::events::File;
use trace_lint::rules::diagnostic::{Diagnostic, Edit, Fix};
use trace_lint::rules::rule::Severity;

/// The most fixes of a file that are each applied alone.
const MOST: usize = 3;
/// The most rounds of fixing all at once until none is left.
const ROUNDS: usize = 6;

/// What may come to light with a fix: the arguments of a format that could not be read may not fit
/// it, a name that was taken for a property may be that of another event, what follows a conversion
/// is read otherwise when its last letter is another (`%0e8`, `%lxPRIx64`).
const REVEALED: [(&str, &[&str]); 4] = [
    ("format-type-mismatch", &["swapped-flag-digits", "macro-in-string"]),
    ("format-host-mismatch", &["swapped-flag-digits", "macro-in-string"]),
    (
        "macro-in-string",
        &[
            "format-too-few-arguments",
            "format-too-many-arguments",
            "format-type-mismatch",
            "format-host-mismatch",
            "format-flag",
            "rust-format",
        ],
    ),
    ("unknown-property", &["duplicate-event", "colliding-events", "enabled-event", "reserved-event-name"]),
];

/// Checks the fixes of the findings of a file.
pub fn fixes(file: &File, settings: &Settings, found: &[Diagnostic]) {
    let fixes = found.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
    fixes.clone().for_each(|(_, fix)| edits(&file.text, fix));
    let safe: Vec<_> = fixes.filter(|(_, fix)| fix.is_safe).collect();
    for (finding, fix) in some(&safe, MOST) {
        mended(file, settings, found, finding, fix);
    }
    settled(file, settings, found);
}

fn edits(text: &[u8], fix: &Fix) {
    assert!(!fix.edits.is_empty() && !fix.message.is_empty());
    let mut at = 0;
    for Edit { span, text: new } in &fix.edits {
        sound(text, *span);
        assert!(at <= span.start, "{fix:?}");
        at = span.end;
        assert_ne!(span.of(text), new.as_bytes(), "{fix:?} changes nothing");
    }
    assert_ne!(fix.apply(text), text);
}

/// The errors of each rule. What a backend alone refuses does not count: no one fix suits them all, as
/// `%zx` kills a tapset; `--fix` leaves out what adds a finding where that backend is configured.
fn errors(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let is_counted =
        |finding: &&Diagnostic| finding.severity == Severity::Error && finding.rule.backends.is_empty();
    for finding in found.iter().filter(is_counted) {
        *counts.entry(finding.rule.name).or_default() += 1;
    }
    counts
}

/// After a safe fix its finding is gone, and no rule finds more errors than before.
fn mended(file: &File, settings: &Settings, found: &[Diagnostic], finding: &Diagnostic, fix: &Fix) {
    let text = fix.apply(&file.text);
    let shown =
        || format!("{:?} -> {:?}", String::from_utf8_lossy(&file.text), String::from_utf8_lossy(&text));
    let fixed = File::new(file.path.clone(), text.clone());
    let after = lint(&fixed, settings);
    let count =
        |found: &[Diagnostic]| found.iter().filter(|other| other.rule.code == finding.rule.code).count();
    assert!(count(&after) < count(found), "{} still there: {}", finding.rule.name, shown());
    let before = errors(found);
    let revealed = REVEALED.iter().filter(|(rule, _)| *rule == finding.rule.name);
    let revealed: Vec<_> = revealed.flat_map(|(_, revealed)| *revealed).copied().collect();
    for (rule, count) in errors(&after).into_iter().filter(|(rule, _)| !revealed.contains(rule)) {
        let before = before.get(rule).copied().unwrap_or(0);
        assert!(count <= before, "the fix of {} adds {rule}: {}", finding.rule.name, shown());
    }
}

/// All safe fixes that do not touch each other, round after round, come to an end.
fn settled(file: &File, settings: &Settings, found: &[Diagnostic]) {
    let mut text = together(&file.text, found);
    for _ in 0..ROUNDS {
        let Some(before) = text else { return };
        text = together(&before, &lint(&File::new(file.path.clone(), before.clone()), settings));
    }
    let text = text.map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(text.is_none(), "fixes go on: {:?} to {text:?}", String::from_utf8_lossy(&file.text));
}

fn together(text: &[u8], found: &[Diagnostic]) -> Option<Vec<u8>> {
    let mut all = Fix { message: String::new(), is_safe: true, edits: Vec::new() };
    let mut fixes: Vec<&Fix> = found.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    fixes.retain(|fix| fix.is_safe);
    fixes.sort_by_key(|fix| fix.edits[0].span);
    for fix in fixes {
        let start = fix.edits[0].span.start;
        if all.edits.last().is_none_or(|last| last.span.end < start) {
            all.edits.extend(fix.edits.iter().cloned());
        }
    }
    (!all.edits.is_empty()).then(|| all.apply(text))
}
