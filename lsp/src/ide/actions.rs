//! Code actions: the fixes that findings carry, and what else can be done.

mod assist;
#[cfg(test)]
mod assist_tests;
mod declare;
mod expression;
mod group;
pub mod offer;

use super::place::FileEdits;
use super::source::Source;
use offer::{Action, Assist, Change, FindingKey, Step};
use trace_lint::fix::apply::untouched;
use trace_lint::fix::build_files::header;
use trace_lint::linter::suppress::comment;
use trace_lint::parse::groups::directory_of;
use trace_lint::rules::diagnostic::{Diagnostic, Edit};
use trace_lint::rules::rule::Severity;
use trace_lint::text::Span;

/// The most findings of a range that are offered an action each, and the most other actions. Nobody looks
/// through more, and an editor asks anew at each move of the cursor.
const MOST: usize = 100;

/// Which actions a client asks for, and can take.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// What is done at one place.
    pub fixes: bool,
    /// What is done in all of the file.
    pub fix_all: bool,
    pub new_files: bool,
}

/// What can be done about the findings in a range, and what else there is to do.
pub fn actions<'a>(file: &'a dyn Source, range: Span, wanted: Wanted) -> Vec<Action<'a>> {
    let mut found = Vec::new();
    if wanted.fixes {
        let touched: Vec<_> = touched(file.findings(), range).take(MOST).collect();
        let with = |effect: Effect| touched.iter().filter(move |finding| Effect::of(finding) == effect);
        found.extend(with(Effect::Keeps).filter_map(|finding| fix(finding)));
        if let Some(tree) = file.tree() {
            // No header is written over a link that leads out of the tree, which its index knows nothing of.
            let (header, _) = header(directory_of(file.path()));
            let makes_headers = wanted.new_files && !tree.is_on_disk(&header);
            let offers = assist::offers(tree.index(), file.path(), range);
            let offers = offers.filter(|offer| offer.assist != Assist::WriteHeader || makes_headers);
            found.extend(offers.take(MOST).map(Action::from));
        }
        found.extend(with(Effect::Changes).filter_map(|finding| fix(finding)));
        let mut rules: Vec<&str> = Vec::new();
        for finding in touched.iter().filter(|finding| allowance(file, finding).is_some()) {
            if !rules.contains(&finding.rule.name) {
                rules.push(finding.rule.name);
                found.push(allow(finding));
            }
        }
        found.extend(with(Effect::Removes).filter_map(|finding| fix(finding)));
    }
    if wanted.fix_all && file.findings().iter().any(is_safe) {
        let title = "Fix all auto-fixable problems".into();
        found.push(Action { title, finding: None, is_preferred: false, step: Step::FixAll });
    }
    found
}

/// What an action does; `None` where it is not needed any more.
pub fn change(file: &dyn Source, step: &Step) -> Option<Change> {
    let mut findings = file.findings().iter();
    let edits = match step {
        Step::Fix(key) => {
            let fix = findings.find_map(|finding| finding.fix.as_ref().filter(|_| key.names(finding)));
            fix?.edits.clone()
        }
        Step::Allow(key) => vec![allowance(file, findings.find(|finding| key.names(finding))?)?],
        Step::FixAll => fix_all(file.findings()),
        Step::Assist(assist, at) => {
            let tree = file.tree()?;
            return assist::change(tree.index(), file.path(), *assist, *at, &|path| tree.text(path));
        }
    };
    let edits = vec![FileEdits { path: file.path().clone(), edits }];
    Some(Change { edits, files: Vec::new() })
}

fn fix(finding: &Diagnostic) -> Option<Action<'_>> {
    let fix = finding.fix.as_ref()?;
    let (title, step) = (fix.message.clone(), Step::Fix(FindingKey::of(finding)));
    Some(Action { title, finding: Some(finding), is_preferred: fix.is_safe, step })
}

fn allow(finding: &Diagnostic) -> Action<'_> {
    let title = format!("Allow `{}` here by a comment", finding.rule.name);
    let step = Step::Allow(FindingKey::of(finding));
    Action { title, finding: Some(finding), is_preferred: false, step }
}

/// What a fix does to the meaning, in the order in which fixes are offered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Keeps,
    Changes,
    /// It only takes text away that means something: the last choice, after all that keeps it.
    Removes,
}

impl Effect {
    fn of(finding: &Diagnostic) -> Effect {
        match &finding.fix {
            Some(fix) if !fix.is_safe && fix.edits.iter().all(|edit| edit.text.is_empty()) => Effect::Removes,
            Some(fix) if !fix.is_safe => Effect::Changes,
            _ => Effect::Keeps,
        }
    }
}

/// The comment that allows a finding; none for what no build takes, whatever a comment says.
fn allowance(file: &dyn Source, finding: &Diagnostic) -> Option<Edit> {
    let breaks_build = finding.rule.stops_tracetool && finding.severity == Severity::Error;
    if !finding.rule.takes_comment || breaks_build {
        return None;
    }
    comment(&finding.path, &file.document()?.text, finding.span.start, &[finding.rule.name])
}

/// The findings that `range` touches.
fn touched(findings: &[Diagnostic], range: Span) -> impl Iterator<Item = &Diagnostic> {
    findings.iter().filter(move |finding| finding.span.start <= range.end && range.start <= finding.span.end)
}

/// True for a finding whose fix may be applied without a look.
fn is_safe(finding: &Diagnostic) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.is_safe)
}

/// The edits of every fix that may be applied without a look. Of two that overlap the first is made.
fn fix_all(findings: &[Diagnostic]) -> Vec<Edit> {
    let safe: Vec<Diagnostic> = findings.iter().filter(|finding| is_safe(finding)).cloned().collect();
    untouched(&safe)
        .into_iter()
        .flat_map(|finding| finding.fix.iter())
        .flat_map(|fix| fix.edits.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use trace_lint::linter::{Settings, lint_alone};
    use trace_lint::parse::events::File;
    use trace_lint::qemu::era::Era;
    use trace_lint::rules::RULES;
    use trace_lint::rules::diagnostic::Fix;
    use trace_lint::text::fixture::line;

    fn findings(text: &str) -> Vec<Diagnostic> {
        let settings = Settings::new(RULES.to_vec(), Era::NEWEST);
        lint_alone(&Arc::new(File::new("trace-events", text.into())), &settings, None)
    }

    #[test]
    fn fixes_under_the_cursor() {
        let text = &line(r#"f(int a, char *b) "a=%s b=%d""#);
        let found = findings(text);
        let is_fixed = |it: &&Diagnostic| it.fix.is_some() && it.span.start > 18;
        let count = |at: usize| touched(&found, Span::empty(at)).filter(is_fixed).count();
        assert_eq!(count(text.find("%s").unwrap()), 1);
        assert_eq!(count(text.find(" b=").unwrap()), 1);
        assert_eq!(count(text.find("b=").unwrap()), 0);
    }

    #[test]
    fn every_safe_fix_at_once() {
        let text = r#"f(uint64_t a, char *b) "a=%d b=%d""#;
        let all = Fix { message: String::new(), is_safe: true, edits: fix_all(&findings(text)) };
        let mended = String::from_utf8(all.apply(text.as_bytes())).unwrap();
        assert!(mended.ends_with(&line(r#"b=%s""#)) && mended.contains(r#"a=%" PRI"#), "{mended}");
    }
}
