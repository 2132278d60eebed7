//! `textDocument/semanticTokens/…`

use crate::ide::tokens::{difference, tokens};
use crate::proto::{position, to};
use crate::view::buffer::SentTokens;
use crate::view::snapshot::Snapshot;
use std::sync::PoisonError;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;
use trace_lint::text::Span;

/// The tokens of a document.
pub fn full(snapshot: &Snapshot, _: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
    Ok(all(snapshot).map(|data| {
        remember(snapshot, &data);
        SemanticTokens { result_id: Some(snapshot.revision.to_string()), data }.into()
    }))
}

/// How the tokens differ from those that the client has; all of them, when it has others.
pub fn delta(
    snapshot: &Snapshot,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let Some(data) = all(snapshot) else { return Ok(None) };
    let result_id = Some(snapshot.revision.to_string());
    let Some(old) =
        remember(snapshot, &data).filter(|old| old.revision.to_string() == params.previous_result_id)
    else {
        return Ok(Some(SemanticTokens { result_id, data }.into()));
    };
    let (start, deleted, added) = difference(&old.tokens, &data);
    let edit = SemanticTokensEdit {
        start: 5 * start as u32,
        delete_count: 5 * deleted as u32,
        data: (added > 0).then(|| data[start..start + added].to_vec()),
    };
    let edits = if deleted + added > 0 { vec![edit] } else { Vec::new() };
    Ok(Some(SemanticTokensDelta { result_id, edits }.into()))
}

/// The tokens of some lines.
pub fn range(
    snapshot: &Snapshot,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let found = tokens(file, position::span(snapshot, params.range));
    Ok(Some(SemanticTokens { result_id: None, data: to::tokens(&at, &found) }.into()))
}

fn all(snapshot: &Snapshot) -> Option<Vec<SemanticToken>> {
    let (file, at) = (snapshot.file()?, snapshot.positions()?);
    Some(to::tokens(&at, &tokens(file, Span::new(0, file.text.len()))))
}

/// Keeps what the client is about to have; gives what it had.
fn remember(snapshot: &Snapshot, tokens: &[SemanticToken]) -> Option<SentTokens> {
    let sent = SentTokens { revision: snapshot.revision, tokens: tokens.to_vec() };
    snapshot.info.tokens.lock().unwrap_or_else(PoisonError::into_inner).replace(sent)
}
