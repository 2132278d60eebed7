//! What was found in the lines of a file when it was last looked at. A rule that looks at one event sees
//! its line and nothing else: in a line that has not changed there is nothing new.

use super::event::{lines, lint_line};
use super::settings::Settings;
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::qemu::era::Era;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::lint::Lint;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The findings of the rules that look at one event, by the bytes of its line.
#[derive(Debug, Default)]
pub struct LineCache {
    about: Option<About>,
    /// With offsets from the beginning of the line.
    found: FxHashMap<Box<[u8]>, Vec<Diagnostic>>,
}

/// What decides the findings beside the bytes of the line.
#[derive(Debug)]
struct About {
    path: Arc<str>,
    rules: Vec<&'static Lint>,
    era: Era,
}

impl LineCache {
    /// The findings in the events of a file; those in other files than the last one are forgotten.
    pub(super) fn lint(&mut self, file: &File, settings: &Settings) -> Vec<Diagnostic> {
        if !self.about.as_ref().is_some_and(|about| about.holds(file, settings)) {
            let (rules, era) = (settings.rules.clone(), settings.era);
            self.about = Some(About { path: file.path.clone(), rules, era });
            self.found.clear();
        }
        let mut all = Vec::new();
        let mut old = std::mem::take(&mut self.found);
        for events in lines(file) {
            let line = line_of(file, &events[0]);
            let bytes = file.bytes(line);
            if !self.found.contains_key(bytes) {
                let (bytes, found) = old.remove_entry(bytes).unwrap_or_else(|| {
                    let mut found = lint_line(file, events, settings);
                    found.iter_mut().for_each(|finding| shift(finding, |offset| offset - line.start));
                    (bytes.into(), found)
                });
                self.found.insert(bytes, found);
            }
            all.extend(self.found[bytes].iter().cloned().map(|mut finding| {
                shift(&mut finding, |offset| offset + line.start);
                finding
            }));
        }
        all
    }
}

impl About {
    fn holds(&self, file: &File, settings: &Settings) -> bool {
        let same_rules = || {
            self.rules.len() == settings.rules.len()
                && self.rules.iter().zip(&settings.rules).all(|(one, other)| std::ptr::eq(*one, *other))
        };
        self.path == file.path && self.era == settings.era && same_rules()
    }
}

/// The line of an event, with its newline.
fn line_of(file: &File, event: &Event) -> Span {
    let line = file.lines.span(&file.text, event.line);
    let end = file.lines.start(event.line + 1).unwrap_or(line.end);
    Span { start: line.start, end }
}

fn shift(finding: &mut Diagnostic, by: impl Fn(u32) -> u32) {
    let moved = |span: &mut Span| *span = Span { start: by(span.start), end: by(span.end) };
    moved(&mut finding.span);
    finding.related.iter_mut().for_each(|related| moved(&mut related.span));
    finding.fix.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| moved(&mut edit.span));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::lint_alone;
    use crate::qemu::era::Era;
    use crate::qemu::version::Version;
    use crate::rules::RULES;

    /// Every line of every example in the documentation of the rules, and some that are none.
    fn lines() -> Vec<&'static str> {
        let documented = RULES.iter().flat_map(|rule| rule.docs).map(|line| line.trim());
        documented
            .chain(["", "x(int a) \"%s\"\r", r#"y(void) "\"#, r#"z(int rec, int z) "%d %x" PRIx64"#])
            .collect()
    }

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let lines = lines();
        let mut known = LineCache::default();
        let mut state = 7_u64;
        let mut any = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below
        };
        let mut text: Vec<&str> = lines.iter().take(60).copied().collect();
        let mut findings = 0;
        for round in 0..300 {
            match any(3) {
                0 if text.len() > 20 => drop(text.remove(any(text.len()))),
                1 => text[any(60).min(20)] = lines[any(lines.len())],
                _ => text.insert(any(text.len()), lines[any(lines.len())]),
            }
            let newline = ["\n", "\r\n"][usize::from(round % 50 == 0)];
            let whole = text.join(newline) + ["", newline][any(2)];
            let path = ["a/trace-events", "trace-events-all"][usize::from(round % 70 == 69)];
            let era = [Era::NEWEST, Era::of(Version::OLDEST)][usize::from(round % 90 > 80)];
            let rules = RULES.iter().copied().skip(usize::from(round % 30 == 29)).collect();
            let settings = Settings::new(rules, era);
            let file = Arc::new(File::new(path, whole.into_bytes()));
            let fresh = lint_alone(&file, &settings, None);
            let again = lint_alone(&file, &settings, Some(&mut known));
            assert_eq!(format!("{again:#?}"), format!("{fresh:#?}"));
            findings += fresh.len();
        }
        assert!(findings > 10_000, "{findings}");
    }
}
