//! What a change brings in: the findings that were not there before it, and those in the lines that it
//! touches. Both are judged against the whole tree.

use crate::baseline::Baseline;
use crate::check::{check, check_all};
use crate::diagnostic::Diagnostic;
use crate::files::SourceTree;
use crate::fix::Texts;
use crate::linter::{Settings, sort};
use crate::patch::Patch;
use crate::text::Document;
use std::sync::Arc;

/// The findings that concern what is asked about in a tree after a change, and that the change has
/// brought in or touches.
pub fn check_changed(tree: &SourceTree, settings: &Settings, patch: &Patch) -> Vec<Diagnostic> {
    let found = check(tree, settings);
    let mut texts = Texts::default();
    let mut documents = Vec::new();
    for (path, file) in &patch.files {
        let path: Arc<str> = path.as_str().into();
        let Some(after) = tree.text_of(&path) else { continue };
        let before = file.before(&after);
        if let Some(from) = &file.renamed_from {
            texts.insert(from.as_str().into(), before.clone());
        }
        texts.insert(path.clone(), before);
        documents.push((file, Document::new(path, after)));
    }
    texts.extend(patch.removed.iter().map(|(path, text)| (path.as_str().into(), text.clone())));
    let before = check_all(&tree.with_texts(&texts), settings);
    let is_touched = |finding: &Diagnostic| {
        let document = documents.iter().find(|(_, document)| document.path == finding.path);
        document.is_some_and(|(file, document)| {
            let (first, last) = (finding.span.start, finding.span.end.max(finding.span.start));
            (document.lines.line(first)..=document.lines.line(last)).any(|line| file.touches(line))
        })
    };
    let (mut wanted, others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_touched);
    let mut others = [others];
    Baseline::new(before.iter()).subtract(&mut others);
    wanted.extend(others.into_iter().flatten());
    sort(&mut wanted);
    wanted
}
