//! Fixing: the fixes of many findings become new texts, round after round, until none is left.
//!
//! No round adds a finding, or turns a file that can be parsed into one that can't: a fix that would is left out.
//! It writes nothing.

use super::fixed_tree::FixedTree;
use crate::files::{FileChange, Overlay, SourceTree};
use crate::fix::apply::{apply, untouched};
use crate::fix::build_files::FixInOtherFile;
use crate::linter::Settings;
use crate::parse::events::File;
use crate::rules::diagnostic::{Diagnostic, Edit};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// More rounds than this are not begun: fixes that undo each other must come to an end.
const MOST_ROUNDS: usize = 200;

/// What fixing came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The fixes that were made.
    pub made: usize,
    /// The fixes that were left out because they would add a finding, or leave a file that can't be parsed.
    pub refused: usize,
}

/// Makes the fixes of what is found in a tree, unsafe ones only if they are asked for. Returns the tree after them,
/// what has changed in it, and how many they were. Of two fixes that touch each other the second waits for the next
/// round.
pub(crate) fn fix(
    tree: SourceTree,
    settings: &Settings,
    is_unsafe: bool,
) -> (SourceTree, Vec<FileChange>, Tally) {
    let mut fixed = FixedTree::new(tree, settings, is_unsafe);
    let mut tally = Tally::default();
    let mut refused = FxHashSet::default();
    for _ in 0..MOST_ROUNDS {
        let round = plan(&fixed, &refused);
        if round.is_empty() {
            break;
        }
        // After a part of a round that was refused, the rest waits: places have moved.
        let mut size = round.len();
        while size > 0 {
            let part = &round[..size];
            if let Some(next) = attempt(&fixed, part) {
                fixed = next;
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
    let changes = fixed.changes();
    (fixed.tree, changes, tally)
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
fn plan(fixed: &FixedTree, refused: &FxHashSet<Identity>) -> Vec<Planned> {
    let wanted = fixed.findings.iter().filter(|finding| !refused.contains(&identity(finding)));
    let (own, others): (Vec<_>, Vec<_>) = wanted.partition(|finding| finding.fix.is_some());
    let own: Vec<Diagnostic> = own.into_iter().filter(|finding| fixed.is_wanted(finding)).cloned().collect();
    let planned = untouched(&own).into_iter().filter_map(|finding| {
        let edits = finding.fix.as_ref()?.edits.clone();
        Some(Planned { finding: finding.clone(), path: finding.path.clone(), edits })
    });
    let mut planned: Vec<Planned> = planned.collect();
    for finding in others {
        let Some(FixInOtherFile { path, edit, .. }) = fixed.fix_in_other_file(finding) else { continue };
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

/// The tree after some fixes; `None` when they would do harm.
fn attempt<'a>(fixed: &FixedTree<'a>, part: &[Planned]) -> Option<FixedTree<'a>> {
    let mut by_path: BTreeMap<&Arc<str>, Vec<Edit>> = BTreeMap::new();
    for planned in part {
        by_path.entry(&planned.path).or_default().extend(planned.edits.iter().cloned());
    }
    let mut texts = Overlay::default();
    for (path, mut edits) in by_path {
        edits.sort_by_key(|edit| edit.span);
        let before = fixed.tree.text_of(path).unwrap_or_default();
        if edits.last().is_some_and(|edit| edit.span.end as usize > before.len()) {
            return None;
        }
        let after = apply(&before, edits);
        if errors(path, &after) > errors(path, &before) {
            return None;
        }
        texts.insert(path.clone(), Some(after));
    }
    let next = fixed.with(&texts);
    (!adds(&fixed.findings, &next.findings)).then_some(next)
}

/// The number of lines in a trace-events file that can't be parsed.
fn errors(path: &Arc<str>, text: &[u8]) -> usize {
    match path.ends_with("trace-events") {
        true => File::new(path.clone(), text.to_vec()).tree.errors.len(),
        false => 0,
    }
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
