//! `textDocument/documentLink`

use crate::ide::document_links::links;
use crate::proto::position;
use crate::view::snapshot::Snapshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams};

/// The headings that lead to sources.
pub fn list(snapshot: &Snapshot, _: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let Some(tree) = &snapshot.tree else { return Ok(None) };
    let found = links(file, tree.index()).into_iter().map(|link| DocumentLink {
        range: position::range(&at, link.span),
        target: tree.uri(&link.path),
        tooltip: Some(link.path.to_string()),
        data: None,
    });
    Ok(Some(found.collect()))
}
