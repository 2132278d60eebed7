//! `workspace/textDocumentContent`: documents that are made to be read.

use crate::ide::expansion::expansion;
use crate::proto::newest::{ContentParams, ContentResult, expanded};
use crate::view::workspace::Workspace;
use tower_lsp::jsonrpc::{Error, Result};

/// What backends make of an event, in the first tree that has it.
pub fn content(workspace: &Workspace, params: ContentParams) -> Result<ContentResult> {
    let (event, backend) = expanded(&params.uri).map_err(Error::invalid_params)?;
    let found = workspace.trees.iter().find_map(|tree| expansion(&**tree, &event, backend));
    match found {
        Some(text) => Ok(ContentResult { text }),
        None => Err(Error::invalid_params(format!("no event is named `{event}` in the open trees"))),
    }
}
