//! `textDocument/codeLens` and `codeLens/resolve`

use crate::ide::code_lens::{lens, lensed};
use crate::proto::assist::{LensData, lens_data};
use crate::proto::{places, position};
use crate::view::features::SHOW_REFERENCES;
use crate::view::snapshot::Snapshot;
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command};

/// The events of a document; how often each is called is looked up when it is seen.
pub fn list(snapshot: &Snapshot, _: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    let (Some(file), Some(at)) = (snapshot.file(), snapshot.positions()) else { return Ok(None) };
    let found = lensed(file, snapshot.index()).into_iter().map(|span| {
        let data = LensData { uri: snapshot.uri.clone(), revision: snapshot.revision, offset: span.start };
        CodeLens { range: position::range(&at, span), command: None, data: serde_json::to_value(data).ok() }
    });
    Ok(Some(found.collect()))
}

/// A lens with its title, and what opens the calls where the client can.
pub fn resolve(snapshot: &Snapshot, unresolved: CodeLens) -> Result<CodeLens> {
    let data = lens_data(&unresolved).filter(|data| data.revision == snapshot.revision);
    let (Some(data), Some(file)) = (data, snapshot.file()) else { return Err(Error::content_modified()) };
    let found = lens(file, snapshot.index(), data.offset);
    let (Some(found), Some(tree)) = (found, &snapshot.tree) else { return Err(Error::content_modified()) };
    let is_opened = snapshot.features.shows_references && !found.places.is_empty();
    let arguments = is_opened.then(|| {
        let locations = places::locations(tree, &found.places);
        vec![json!(snapshot.uri), json!(unresolved.range.start), json!(locations)]
    });
    let command = Command {
        title: found.title,
        command: if is_opened { SHOW_REFERENCES.into() } else { String::new() },
        arguments,
    };
    Ok(CodeLens { command: Some(command), ..unresolved })
}
