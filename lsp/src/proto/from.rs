//! From the protocol's types to ours.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{CodeAction, InitializeParams, Uri};
use trace_lint::diagnostic::Diagnostic as Finding;

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
    /// The document.
    pub uri: Uri,
    /// The revision the action was offered for.
    pub revision: u64,
    /// The finding that it mends; `None` for all.
    pub finding: Option<FindingKey>,
    /// True when the finding is allowed by a comment, not mended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allows: bool,
    /// What it does beside mending findings, and where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assist: Option<AssistKey>,
}

/// What tells one action that mends no finding from the others.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssistKey {
    /// Its name.
    pub name: String,
    /// The offset at which it was offered.
    pub at: u32,
}

/// What tells one finding of a document from the others.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingKey {
    /// The code of its rule.
    pub code: String,
    /// The offset of its first byte.
    pub start: u32,
    /// The offset just past its last byte.
    pub end: u32,
}

impl FindingKey {
    /// True for the finding that it tells from the others.
    pub fn names(&self, finding: &Finding) -> bool {
        (&*self.code, self.start, self.end) == (finding.rule.code, finding.span.start, finding.span.end)
    }
}

/// What a code action of ours carries.
pub fn action_data(action: &CodeAction) -> Option<ActionData> {
    ActionData::deserialize(action.data.as_ref()?).ok()
}
