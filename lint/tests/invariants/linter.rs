//! The whole check, for several releases: every place in its file, every defect that tracetool
//! stops at reported, nothing said twice.

use super::tracetool::{RELEASES, Release};
use super::{fixes, reports, sound};
use std::sync::Arc;
use trace_lint::linter::{Settings, lint_alone};
use trace_lint::parse::events::File;
use trace_lint::qemu::era::Era;
use trace_lint::rules::RULES;
use trace_lint::rules::diagnostic::Diagnostic;
use trace_lint::rules::rule::Severity;
use trace_lint::text::is_unprintable;

/// Checks a text with every rule and for several releases.
pub fn check(text: &[u8]) {
    let file = File::new("hw/foo/trace-events", text.to_vec());
    // The newest, and one of the others.
    for release in [&RELEASES[3], &RELEASES[text.len() % 3]] {
        let settings = settings(release);
        let found = lint(&file, &settings);
        found.iter().for_each(|finding| shape(&file, finding));
        complete(&file, release, &found);
        fixes::fixes(&file, &settings, &found);
    }
    reports::reports(text);
}

/// Every rule.
pub fn settings(release: &Release) -> Settings {
    Settings::new(RULES.to_vec(), Era::of(release.version.parse().expect("a version")))
}

/// The findings in a file of all rules.
pub fn lint(file: &File, settings: &Settings) -> Vec<Diagnostic> {
    let found = lint_alone(&Arc::new(file.clone()), settings, None);
    let key = |finding: &Diagnostic| (finding.span, finding.rule.code);
    assert!(found.is_sorted_by_key(key));
    assert!(found.iter().all(|finding| finding.path == file.path));
    for pair in found.windows(2) {
        let is_twice = key(&pair[0]) == key(&pair[1]) && pair[0].message == pair[1].message;
        assert!(!is_twice, "said twice: {:?}", pair[0]);
    }
    found
}

fn shape(file: &File, finding: &Diagnostic) {
    sound(&file.text, finding.span);
    let said = finding.related.iter().map(|related| &related.message).chain(&finding.help);
    for text in said.chain([&finding.message]) {
        assert!(!text.is_empty() && !text.contains(is_unprintable), "{finding:?}");
    }
    for related in &finding.related {
        sound(&file.text, related.span);
        assert!(related.path.is_none(), "{related:?}");
    }
    let line = file.lines.line(finding.span.start);
    assert!(file.lines.span(&file.text, line).end >= finding.span.end, "{finding:?} crosses a newline");
    let event = file.events.iter().find(|event| event.line == line);
    assert_eq!(finding.event, event.map(|event| file.name(event).into_owned()));
}

/// What the release's tracetool stops at is an error on its line.
fn complete(file: &File, release: &Release, found: &[Diagnostic]) {
    let Ok(text) = std::str::from_utf8(&file.text) else {
        assert!(found.iter().any(|finding| finding.rule.name == "not-utf8"));
        return;
    };
    let has_error = |line: usize| {
        let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
        found.iter().filter(is_error).any(|finding| file.lines.line(finding.span.start) == line)
    };
    for line in 0..file.lines.count() {
        let span = file.lines.span(&file.text, line);
        let refusal = release.refusal(&text[span.range()]);
        assert!(
            refusal.is_none() || has_error(line),
            "{refusal:?} in {:?}: {release:?}",
            span.text(&file.text)
        );
    }
    let is_open = !text.is_empty() && !text.ends_with(['\n', '\r']);
    assert!(!is_open || release.allows_open_end() || has_error(file.lines.count() - 1));
}
