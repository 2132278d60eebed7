//! `textDocument/codeAction` and `codeAction/resolve`

use super::rename::text;
use crate::document::positions::Positions;
use crate::ide::actions::assist;
use crate::ide::actions::offer::{Assist, Offer};
use crate::ide::actions::{fix_all, is_safe, touched};
use crate::proto::from::ActionData;
use crate::proto::to::FIX_ALL;
use crate::proto::{changes, from, places, position, to};
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use trace_lint::diagnostic::{Diagnostic as Finding, Edit};
use trace_lint::groups::directory_of;
use trace_lint::suppress::{comment, takes_comment};
use trace_lint::wiring::header;

/// The most findings of a range that are offered an action each, and the most other actions. Nobody looks
/// through more, and an editor asks anew at each move of the cursor.
const MOST: usize = 100;

/// What can be done about the findings in a range. Edits come later where the client asks for them.
pub fn list(snapshot: &Snapshot, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let wants = |kind: &CodeActionKind| params.context.only.as_ref().is_none_or(|only| covers(only, kind));
    let mut found = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        let range = position::span(snapshot, params.range);
        let findings: Vec<_> = touched(snapshot.findings(), range).take(MOST).collect();
        for finding in &findings {
            let Some(fix) = &finding.fix else { continue };
            found.push(to::fix(snapshot, &at, finding, &fix.message, fix.is_safe));
        }
        if let Some(tree) = &snapshot.tree {
            let offers = assist::offers(tree.index(), snapshot.path(), range);
            let can = |offer: &Offer| offer.assist != Assist::WriteHeader || can_write_header(snapshot, tree);
            found.extend(offers.filter(can).take(MOST).map(|offer| to::assist(snapshot, &offer)));
        }
        let allowed = findings.into_iter().filter(|finding| allowance(snapshot, finding).is_some());
        found.extend(allowed.map(|finding| to::allowance(snapshot, &at, finding)));
    }
    if wants(&FIX_ALL) && snapshot.findings().iter().any(is_safe) {
        found.push(to::fix_all(snapshot));
    }
    if !snapshot.features.resolves_edits {
        for action in &mut found {
            action.edit = from::action_data(action).and_then(|data| edit(snapshot, &at, &data));
        }
    }
    Ok(Some(found.into_iter().map(CodeActionOrCommand::from).collect()))
}

/// The edit of an action, if the document is still what it was offered for.
pub fn resolve(snapshot: &Snapshot, action: CodeAction) -> Result<CodeAction> {
    let data = from::action_data(&action).filter(|data| data.revision == snapshot.revision);
    let (Some(data), Some(at)) = (data, snapshot.positions()) else { return Err(Error::content_modified()) };
    let edit = edit(snapshot, &at, &data).ok_or_else(|| Error::invalid_params("no such fix"))?;
    Ok(CodeAction { edit: Some(edit), ..action })
}

fn edit(snapshot: &Snapshot, at: &Positions, data: &ActionData) -> Option<WorkspaceEdit> {
    if let Some(key) = &data.assist {
        let tree = snapshot.tree.as_deref()?;
        let assist = Assist::find(&key.name)?;
        let texts = |path: &str| text(tree, path);
        let change = assist::change(tree.index(), snapshot.path(), assist, key.at, &texts)?;
        return changes::change(tree, &change);
    }
    let Some(key) = &data.finding else {
        return Some(places::document_edit(snapshot, at, &fix_all(snapshot.findings())));
    };
    let mut fixes = snapshot.findings().iter().filter(|finding| key.names(finding));
    if data.allows {
        let edit = allowance(snapshot, fixes.next()?)?;
        return Some(places::document_edit(snapshot, at, &[edit]));
    }
    let fix = fixes.filter_map(|finding| finding.fix.as_ref()).next()?;
    Some(places::document_edit(snapshot, at, &fix.edits))
}

/// True where a file can be made: not over a link that leads out of the tree, which its index knows nothing of.
fn can_write_header(snapshot: &Snapshot, tree: &TreeView) -> bool {
    let (path, _) = header(directory_of(snapshot.path()));
    snapshot.features.creates_files && !tree.is_on_disk(&path)
}

/// The comment that allows a finding.
fn allowance(snapshot: &Snapshot, finding: &Finding) -> Option<Edit> {
    let text = &snapshot.document()?.text;
    takes_comment(finding.rule)
        .then(|| comment(&finding.path, text, finding.span.start, &[finding.rule.name]))
        .flatten()
}

/// True when one of the kinds is this one or holds it: `source` holds `source.fixAll`.
fn covers(kinds: &[CodeActionKind], kind: &CodeActionKind) -> bool {
    let holds = |outer: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(outer.as_str());
        rest.is_some_and(|rest| outer.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
    };
    kinds.iter().any(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_hold_their_parts() {
        let check = |only: &'static str, expected| {
            assert_eq!(covers(&[CodeActionKind::new(only)], &FIX_ALL), expected, "{only}");
        };
        check("", true);
        check("source", true);
        check("source.fixAll", true);
        check("source.fixAll.traceLint", true);
        check("source.fix", false);
        check("source.fixAll.other", false);
        check("quickfix", false);
    }
}
