//! From the protocol's types to ours.

use crate::ide::actions::offer::Step;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{CodeAction, InitializeParams, Uri};

/// The folders that a client shows, however old its way to say so.
#[expect(deprecated, reason = "older clients say nothing else")]
pub fn folders(params: &InitializeParams) -> Vec<Uri> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| folder.uri.clone()).collect(),
        None => params.root_uri.iter().cloned().collect(),
    }
}

/// What a code action carries until it is wanted.
#[derive(Debug, Serialize, Deserialize)]
pub struct ActionData {
    pub uri: Uri,
    /// The revision the action was offered for.
    pub revision: u64,
    pub step: Step,
}

/// The document that a code action of ours is for.
pub fn action_uri(action: &CodeAction) -> Option<Uri> {
    action_data(action).map(|data| data.uri)
}

/// What a code action of ours carries.
pub fn action_data(action: &CodeAction) -> Option<ActionData> {
    ActionData::deserialize(action.data.as_ref()?).ok()
}
