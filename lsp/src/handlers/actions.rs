//! `textDocument/codeAction` and `codeAction/resolve`

use crate::ide::actions::Wanted;
use crate::proto::to::FIX_ALL;
use crate::proto::{changes, from, position, to};
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

/// What can be done about the findings in a range, and, for a user who asks, what can be shown of the event at its start:
/// a light bulb at each event would be noise. Edits come later where the client asks for them.
pub fn list(snapshot: &Snapshot, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
    let Some(at) = snapshot.positions() else { return Ok(None) };
    let shows = params.context.trigger_kind == Some(CodeActionTriggerKind::INVOKED)
        && params.context.only.is_none()
        && snapshot.features.shows_contents;
    let at_cursor = || snapshot.analysis().event_name(position::span(snapshot, params.range).start);
    let shown_event = if shows { at_cursor() } else { None };
    let wants = |kind: &CodeActionKind| params.context.only.as_ref().is_none_or(|only| covers(only, kind));
    let (fixes, fix_all) = (wants(&CodeActionKind::QUICKFIX), wants(&FIX_ALL));
    let wanted = Wanted { fixes, fix_all, new_files: snapshot.features.creates_files };
    let found = snapshot.analysis().actions(position::span(snapshot, params.range), wanted);
    let mut shown: Vec<CodeActionOrCommand> = found
        .into_iter()
        .map(|action| {
            let is_edited = !snapshot.features.resolves_edits;
            let change = is_edited.then(|| snapshot.analysis().change(&action.step)).flatten();
            let edit = change.and_then(|change| changes::change(snapshot, &at, &change));
            to::action(snapshot, &at, action, edit).into()
        })
        .collect();
    shown.extend(
        shown_event.and_then(|event| to::expand_command(&event)).map(CodeActionOrCommand::CodeAction),
    );
    Ok(Some(shown))
}

/// The edit of an action, if the document is still what it was offered for.
pub fn resolve(snapshot: &Snapshot, action: CodeAction) -> Result<CodeAction> {
    let data = from::action_data(&action).filter(|data| data.revision == snapshot.revision);
    let (Some(data), Some(at)) = (data, snapshot.positions()) else { return Err(Error::content_modified()) };
    let change = snapshot.analysis().change(&data.step);
    let edit = change.and_then(|change| changes::change(snapshot, &at, &change));
    match edit {
        Some(edit) => Ok(CodeAction { edit: Some(edit), ..action }),
        None => Err(Error::invalid_params("no such fix")),
    }
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
