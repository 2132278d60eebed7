//! `textDocument/documentHighlight`

use crate::ide::highlights::{Highlight, highlights};
use crate::proto::position;
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

/// The places that have to do with what is at a place.
pub fn list(snapshot: &Snapshot, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let found = highlights(file, position::offset(snapshot, params.text_document_position_params.position));
    let shown = |Highlight { span, is_declaration }: Highlight| DocumentHighlight {
        range: position::range(&at, span),
        kind: Some(match is_declaration {
            true => DocumentHighlightKind::WRITE,
            false => DocumentHighlightKind::READ,
        }),
    };
    Ok(Some(found.into_iter().map(shown).collect()))
}
