//! `textDocument/publishDiagnostics` and `textDocument/diagnostic`

use crate::outbox::Outbox;
use crate::proto::to;
use crate::snapshot::Snapshot;
use std::hash::{Hash, Hasher};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// The size in bytes from which on looking for findings takes so long that it is shown.
const LARGE: usize = 4 * 1024 * 1024;

/// The most findings that are shown of one document. More help nobody, and cost gigabytes on their
/// way to the editor.
const MOST: usize = 10_000;

/// The findings to push; `None` when the document has changed meanwhile.
pub fn push(snapshot: &Snapshot, outbox: &Outbox) -> Option<Vec<Diagnostic>> {
    if snapshot.is_stale() {
        return None;
    }
    let is_shown = snapshot.features.progress && snapshot.text.len_bytes() >= LARGE;
    let progress = outbox.progress(is_shown, "Checking trace events");
    progress.report("reading", 0);
    snapshot.file()?;
    progress.report("checking", 50);
    let found = all(snapshot);
    (!snapshot.is_stale()).then_some(found)
}

/// The findings that the client asks for.
pub fn pull(snapshot: &Snapshot, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
    let items = all(snapshot);
    let result_id = identity(&items);
    let report: DocumentDiagnosticReport = if params.previous_result_id.as_ref() == Some(&result_id) {
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
    Ok(report.into())
}

fn all(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Some(at) = snapshot.positions() else { return Vec::new() };
    let Snapshot { uri, features, .. } = snapshot;
    let findings = snapshot.findings();
    let shown = &findings[..findings.len().min(MOST)];
    let mut found: Vec<_> = shown.iter().map(|finding| to::diagnostic(&at, finding, uri, features)).collect();
    if shown.len() < findings.len() {
        found.push(to::note(format!("{} more findings are not shown", findings.len() - shown.len())));
    }
    found
}

/// The same for the same findings, whatever led to them.
fn identity(items: &[Diagnostic]) -> String {
    let mut hasher = rustc_hash::FxHasher::default();
    serde_json::to_string(items).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
