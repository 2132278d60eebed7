//! Which fixes can be made together, and the text after some edits.

use crate::rules::diagnostic::{Diagnostic, Edit, Fix};
use crate::text::newline;
use std::sync::Arc;

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
pub(crate) fn apply(text: &[u8], mut edits: Vec<Edit>) -> Vec<u8> {
    let newline = newline(text);
    if newline != "\n" {
        for edit in &mut edits {
            edit.text = edit.text.replace("\r\n", "\n").replace('\n', newline);
        }
    }
    Fix { message: String::new(), is_safe: true, edits }.apply(text)
}
