//! `textDocument/publishDiagnostics`, `textDocument/diagnostic` and `workspace/diagnostic`

use crate::client::outbox::Outbox;
use crate::document::positions::Positions;
use crate::proto::to;
use crate::view::features::Features;
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use crate::view::uri;
use crate::view::workspace::Workspace;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;
use trace_lint::rules::diagnostic::Diagnostic as Finding;

/// The size in bytes from which on looking for findings takes so long that it is shown.
const LARGE: usize = 4 * 1024 * 1024;

/// The most findings that are shown of one document. More help nobody, and cost gigabytes on their
/// way to the editor.
const MOST: usize = 10_000;

/// Findings to push.
pub struct Pushed {
    /// What the client shows.
    pub items: Vec<Diagnostic>,
    /// The same for the same findings.
    pub identity: u64,
}

/// The findings to push; `None` when the document has changed meanwhile.
pub fn push(snapshot: &Snapshot, outbox: &Outbox) -> Option<Pushed> {
    if snapshot.is_outdated() {
        return None;
    }
    let is_shown = snapshot.features.progress && snapshot.text.len_bytes() >= LARGE;
    let progress = outbox.progress(is_shown, "Checking trace events");
    progress.report("reading", 0);
    snapshot.document()?;
    progress.report("checking", 50);
    let items = all(snapshot);
    // Here and not where they are sent: it takes as long as writing thousands of findings does.
    let identity = identity(&items);
    (!snapshot.is_outdated()).then_some(Pushed { items, identity })
}

/// The findings that the client asks for.
pub fn pull(snapshot: &Snapshot, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
    let items = all(snapshot);
    Ok(report(result_id_of(snapshot, &items), items, params.previous_result_id))
}

/// The findings in a file that is not open. Clients ask for those too: of a tab that is not shown yet, or
/// of a document that they close while they ask.
pub fn pull_closed(
    workspace: &Workspace,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let uri = params.text_document.uri;
    let found = workspace.trees.iter().find_map(|tree| of_file(tree, &uri));
    let items = found.unwrap_or_default();
    Ok(report(result_id(&items), items, params.previous_result_id))
}

fn of_file(tree: &TreeView, uri: &Uri) -> Option<Vec<Diagnostic>> {
    let wanted = uri::to_path(uri)?;
    let is_wanted = |path: &str| tree.uri(path).and_then(|uri| uri::to_path(&uri)).as_ref() == Some(&wanted);
    let mut files = tree.all_findings().chunk_by(|one, other| one.path == other.path);
    let findings = files.find(|findings| is_wanted(&findings[0].path))?;
    let text = tree.text(&findings[0].path);
    Some(shown(&tree.positions(&text)?, findings, uri, &tree.features, Some(tree)))
}

fn report(
    result_id: String,
    items: Vec<Diagnostic>,
    before: Option<String>,
) -> DocumentDiagnosticReportResult {
    let report: DocumentDiagnosticReport = if before.as_ref() == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        }
        .into()
    } else {
        let full_document_diagnostic_report =
            FullDocumentDiagnosticReport { result_id: Some(result_id), items };
        RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }
            .into()
    };
    report.into()
}

/// The findings in all open documents, and in all files of the workspace folders.
pub fn workspace(
    workspace: &Workspace,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let mut known: FxHashMap<Uri, String> =
        params.previous_result_ids.into_iter().map(|known| (known.uri, known.value)).collect();
    let mut items = Vec::new();
    for snapshot in &workspace.documents {
        let before = known.remove(&snapshot.uri);
        let found = all(snapshot);
        let id = result_id_of(snapshot, &found);
        items.push(of_document(snapshot.uri.clone(), Some(snapshot.version), id, found, before));
    }
    for tree in &workspace.trees {
        let findings = tree.all_findings();
        for findings in findings.chunk_by(|one, other| one.path == other.path) {
            let path = &findings[0].path;
            let Some(uri) = tree.uri(path).filter(|_| tree.is_shown(path) && tree.buffer(path).is_none())
            else {
                continue;
            };
            let text = tree.text(path);
            let Some(at) = tree.positions(&text) else { continue };
            let before = known.remove(&uri);
            let found = shown(&at, findings, &uri, &tree.features, Some(tree));
            items.push(of_document(uri, None, result_id(&found), found, before));
        }
    }
    // Nothing is found any more in what is left.
    let mut gone: Vec<_> = known.into_iter().collect();
    gone.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
    let none = |(uri, before)| of_document(uri, None, result_id(&[]), Vec::new(), Some(before));
    items.extend(gone.into_iter().map(none));
    Ok(WorkspaceDiagnosticReport { items }.into())
}

fn of_document(
    uri: Uri,
    version: Option<i32>,
    result_id: String,
    items: Vec<Diagnostic>,
    before: Option<String>,
) -> WorkspaceDocumentDiagnosticReport {
    let version = version.map(i64::from);
    if before.as_ref() == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        return WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
    WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
}

fn all(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Some(at) = snapshot.positions() else { return Vec::new() };
    shown(&at, snapshot.findings(), &snapshot.uri, &snapshot.features, snapshot.tree.as_deref())
}

fn shown(
    at: &Positions,
    findings: &[Finding],
    uri: &Uri,
    features: &Features,
    tree: Option<&TreeView>,
) -> Vec<Diagnostic> {
    let shown = &findings[..findings.len().min(MOST)];
    let mut found: Vec<_> =
        shown.iter().map(|finding| to::diagnostic(at, finding, uri, features, tree)).collect();
    if shown.len() < findings.len() {
        found.push(to::note(format!("{} more findings are not shown", findings.len() - shown.len())));
    }
    found
}

fn result_id(items: &[Diagnostic]) -> String {
    format!("{:016x}", identity(items))
}

/// In an open document none that was given before it was opened: Neovim forgets the findings when a document is closed,
/// and not the name of what it had.
fn result_id_of(snapshot: &Snapshot, items: &[Diagnostic]) -> String {
    format!("{}-{}", result_id(items), snapshot.info.opened)
}

/// The same for the same findings, whatever led to them.
fn identity(items: &[Diagnostic]) -> u64 {
    let mut hasher = FxHasher::default();
    serde_json::to_string(items).unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}
