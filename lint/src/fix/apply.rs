//! Fixing: the fixes of many findings become new texts, round after round, until none is left.
//!
//! No round adds a finding, and no file that could be parsed can be parsed no more: a fix that would is
//! left out. It writes nothing.

use crate::fix::build_files::Elsewhere;
use crate::parse::events::File;
use crate::rules::diagnostic::{Diagnostic, Edit, Fix};
use crate::text::newline;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// More rounds than this are not begun: fixes that undo each other must come to an end.
const MOST_ROUNDS: usize = 200;

/// New texts, by the paths of their files as shown.
pub type Texts = FxHashMap<Arc<str>, Vec<u8>>;

/// A state of the files: what is found in it, and their texts.
pub trait State {
    /// All findings.
    fn findings(&self) -> &[Diagnostic];
    /// True for a finding whose fix is wanted.
    fn is_wanted(&self, finding: &Diagnostic) -> bool;
    /// What mends a finding that is wanted in another file.
    fn elsewhere(&self, finding: &Diagnostic) -> Option<Elsewhere>;
    /// The text of a file; `None` of one that is not there.
    fn text(&self, path: &Arc<str>) -> Option<Vec<u8>>;
    /// The state in which these files have other texts, beside those that have so already.
    fn with(&self, texts: &Texts) -> Self;
}

/// What fixing came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The fixes that were made.
    pub made: usize,
    /// The fixes that were left out because they would add a finding, or leave a file that can't be parsed.
    pub refused: usize,
}

/// Fixes what is wanted: the state after it. Of two fixes that touch each other the second waits for the
/// next round.
pub fn fix<S: State>(mut state: S) -> (S, Tally) {
    let mut tally = Tally::default();
    let mut refused = FxHashSet::default();
    for _ in 0..MOST_ROUNDS {
        let round = plan(&state, &refused);
        if round.is_empty() {
            break;
        }
        // After a part of a round that was refused, the rest waits: places have moved.
        let mut size = round.len();
        while size > 0 {
            let part = &round[..size];
            if let Some(next) = attempt(&state, part) {
                state = next;
                tally.made += size;
                break;
            }
            if size == 1 {
                refused.insert(identity(&part[0].finding));
            }
            size /= 2;
        }
    }
    tally.refused = refused.len();
    (state, tally)
}

/// A fix that is to be made.
struct Planned {
    finding: Diagnostic,
    /// The file that it changes.
    path: Arc<str>,
    edits: Vec<Edit>,
}

/// The fixes of a round: those that do not touch each other, and of those that change another file than
/// that of their finding one a file.
fn plan<S: State>(state: &S, refused: &FxHashSet<Identity>) -> Vec<Planned> {
    let wanted = state.findings().iter().filter(|finding| !refused.contains(&identity(finding)));
    let (own, others): (Vec<_>, Vec<_>) = wanted.partition(|finding| finding.fix.is_some());
    let own: Vec<Diagnostic> = own.into_iter().filter(|finding| state.is_wanted(finding)).cloned().collect();
    let planned = untouched(&own).into_iter().filter_map(|finding| {
        let edits = finding.fix.as_ref()?.edits.clone();
        Some(Planned { finding: finding.clone(), path: finding.path.clone(), edits })
    });
    let mut planned: Vec<Planned> = planned.collect();
    for finding in others {
        let Some(Elsewhere { path, edit, .. }) = state.elsewhere(finding) else { continue };
        if planned.iter().all(|other| other.path != path) {
            planned.push(Planned { finding: finding.clone(), path, edits: vec![edit] });
        }
    }
    planned
}

type Identity = (Arc<str>, &'static str, Option<String>, String);

/// What a finding is known by though its place may change.
fn identity(finding: &Diagnostic) -> Identity {
    (finding.path.clone(), finding.rule.code, finding.event.clone(), finding.message.clone())
}

/// The state after some fixes; `None` when they would do harm.
fn attempt<S: State>(state: &S, part: &[Planned]) -> Option<S> {
    let mut by_path: BTreeMap<&Arc<str>, Vec<Edit>> = BTreeMap::new();
    for planned in part {
        by_path.entry(&planned.path).or_default().extend(planned.edits.iter().cloned());
    }
    let mut texts = Texts::default();
    for (path, mut edits) in by_path {
        edits.sort_by_key(|edit| edit.span);
        let before = state.text(path).unwrap_or_default();
        if edits.last().is_some_and(|edit| edit.span.end as usize > before.len()) {
            return None;
        }
        let after = apply(&before, edits);
        let errors = |text: &[u8]| match path.ends_with("trace-events") {
            true => File::new(path.clone(), text.to_vec()).tree.errors.len(),
            false => 0,
        };
        if errors(&after) > errors(&before) {
            return None;
        }
        texts.insert(path.clone(), after);
    }
    let next = state.with(&texts);
    (!adds(state.findings(), next.findings())).then_some(next)
}

/// True when some rule finds more in some file than before.
fn adds(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let mut counts: FxHashMap<(&str, &str), isize> = FxHashMap::default();
    for finding in before {
        *counts.entry((&finding.path, finding.rule.code)).or_default() += 1;
    }
    after.iter().any(|finding| {
        let left = counts.entry((&finding.path, finding.rule.code)).or_default();
        *left -= 1;
        *left < 0
    })
}

/// The findings whose fixes do not touch each other, by file and place.
pub fn untouched(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let edits = |finding: &Diagnostic| finding.fix.as_ref().map_or(0, |fix| fix.edits.len());
    let mut fixable: Vec<_> = findings.iter().filter(|finding| edits(finding) > 0).collect();
    let place = |finding: &Diagnostic| finding.fix.as_ref().map(|fix| fix.edits[0].span);
    fixable.sort_by(|one, other| (&one.path, place(one)).cmp(&(&other.path, place(other))));
    let mut last: Option<(&Arc<str>, &Edit)> = None;
    fixable.retain(|finding| {
        let Some(Fix { edits, .. }) = &finding.fix else { return false };
        // Two insertions at one place may belong in either order: the second waits as well.
        let is_free = last.is_none_or(|(path, last)| {
            *path != finding.path
                || last.span.end < edits[0].span.start
                || (last.span.end == edits[0].span.start && !last.span.is_empty())
        });
        if is_free {
            last = edits.last().map(|edit| (&finding.path, edit));
        }
        is_free
    });
    fixable
}

/// The text after some edits in their order, with the line ends that it has.
fn apply(text: &[u8], mut edits: Vec<Edit>) -> Vec<u8> {
    let newline = newline(text);
    if newline != "\n" {
        for edit in &mut edits {
            edit.text = edit.text.replace("\r\n", "\n").replace('\n', newline);
        }
    }
    Fix { message: String::new(), is_safe: true, edits }.apply(text)
}
