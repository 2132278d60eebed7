//! What a change brings in: the findings that were not there before it, and those in the lines that it
//! touches. Both are judged against the whole tree.

use crate::check::baseline::Baseline;
use crate::check::request::{check, check_all};
use crate::files::{Change, Overlay, SourceTree};
use crate::linter::{Settings, lint_alone};
use crate::rules::diagnostic::{Diagnostic, sort};
use crate::text::Document;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The findings that concern what is asked about in a tree after a change, and that the change has
/// brought in or touches, or that are in a file that is asked about as a whole.
pub(crate) fn check_changed(
    tree: &SourceTree,
    settings: &Settings,
    change: &Change,
    is_whole: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let mut found = check(tree, settings);
    if found.is_empty() {
        return found;
    }
    let mut before = Overlay::default();
    let mut documents = Vec::new();
    for (path, file) in change.patch.files.iter().filter(|(path, _)| tree.may_hold(path)) {
        let path: Arc<str> = path.as_str().into();
        let Some(after) = tree.text_of(&path) else { continue };
        let text = file.before(&after);
        match &file.renamed_from {
            Some(from) => {
                before.insert(from.as_str().into(), Some(text));
                before.entry(path.clone()).or_insert(None);
            }
            None => drop(before.insert(path.clone(), Some(text).filter(|_| !file.is_new))),
        }
        documents.push((file, Document::new(path, after)));
    }
    let removed = change.patch.removed.iter().filter(|(path, _)| tree.may_hold(path));
    before.extend(removed.map(|(path, text)| (path.as_str().into(), Some(text.clone()))));
    for path in &change.untracked {
        before.entry(path.clone()).or_insert(None);
    }
    let before = check_all(&tree.with(&before), settings);
    let untracked: FxHashSet<&Arc<str>> = change.untracked.iter().collect();
    let is_touched = |finding: &Diagnostic| {
        let document = documents.iter().find(|(_, document)| document.path == finding.path);
        untracked.contains(&finding.path)
            || is_whole(&finding.path)
            || document.is_some_and(|(file, document)| {
                let (first, last) = (finding.span.start, finding.span.end.max(finding.span.start));
                (document.lines.line(first)..=document.lines.line(last)).any(|line| file.touches(line))
            })
    };
    if change.is_part {
        // What these lines name may be declared, or called, in another patch of the series.
        let alone = tree.files().flat_map(|file| lint_alone(file, settings, None));
        let alone: FxHashSet<_> =
            alone.map(|finding| (finding.path, finding.rule.code, finding.span.start)).collect();
        let is_sure = |finding: &Diagnostic| {
            !is_touched(finding)
                || alone.contains(&(finding.path.clone(), finding.rule.code, finding.span.start))
        };
        found.retain(is_sure);
    }
    let (mut wanted, mut others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_touched);
    Baseline::new(before.iter()).subtract(std::iter::once(&mut others));
    wanted.extend(others);
    sort(&mut wanted);
    wanted
}
