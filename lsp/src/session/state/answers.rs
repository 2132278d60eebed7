//! Requests: each is answered by a worker, who is given a snapshot.

use super::State;
use super::held::HeldRequest;
use super::reading::report_unsettled;
use crate::session::request::{Answer, Needs, Request, Seen, Subject};
use crate::view::workspace::Workspace;
use std::sync::atomic::Ordering;
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::Uri;

/// The most documents of ours that the client is asked to read again. Nobody looks at more.
const MOST_CONTENTS: usize = 100;

impl State {
    /// Has a worker answer a request.
    pub fn ask(&mut self, Request { subject, answer }: Request) {
        // A client asks again for what it shows only when it can be told to.
        let needed_to_show = match self.features.pulls_diagnostics {
            true => Needs::Document,
            false => Needs::Tree,
        };
        match subject {
            Subject::Document(Some(uri), needs) => self.ask_document(uri, needs, answer),
            Subject::File(uri) if self.documents.contains_key(&uri) => {
                self.ask_document(uri, needed_to_show, answer);
            }
            Subject::Document(None, _) => answer(not_open()),
            Subject::Content(uri) => {
                if self.contents.len() < MOST_CONTENTS {
                    self.contents.insert(uri);
                }
                self.ask_workspace(answer);
            }
            Subject::File(_) | Subject::Workspace => self.ask_workspace(answer),
        }
    }

    fn ask_document(&mut self, uri: Uri, needs: Needs, answer: Answer) {
        let Some(open) = self.documents.get(&uri) else { return answer(not_open()) };
        let revision = open.current.load(Ordering::SeqCst);
        self.try_run(HeldRequest { uri, revision, needs, answer });
    }

    fn ask_workspace(&mut self, answer: Answer) {
        let (workspace, events) = (self.workspace(), self.events.clone());
        self.workers.run(move || {
            answer(Seen::Workspace(&workspace));
            for tree in &workspace.trees {
                report_unsettled(&events, Some(tree));
            }
        });
    }

    /// All that is known.
    fn workspace(&mut self) -> Workspace {
        let features = &self.features;
        let mut trees: Vec<_> = self.trees.values_mut().filter_map(|tree| tree.view(features)).collect();
        trees.sort_by(|one, other| one.root.cmp(&other.root));
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        let mut documents: Vec<_> = uris.iter().filter_map(|uri| self.snapshot(uri)).collect();
        documents.sort_by(|one, other| one.uri.as_str().cmp(other.uri.as_str()));
        Workspace { trees, documents }
    }

    /// Looks whether more is known now than when requests began to wait, or their documents are gone.
    pub fn try_held(&mut self) {
        for held in std::mem::take(&mut self.held) {
            self.try_run(held);
        }
    }

    fn try_run(&mut self, held: HeldRequest) {
        let current = self.documents.get(&held.uri).filter(|open| open.is_at(held.revision));
        let Some(open) = current else { return (held.answer)(changed()) };
        let tree = open.place.as_ref().and_then(|(root, _)| self.trees.get(root));
        let is_tree_known = tree.is_none_or(|tree| !tree.is_new());
        if !open.is_located || (held.needs == Needs::Tree && !is_tree_known) {
            self.held.push(held);
            return;
        }
        let Some(snapshot) = self.snapshot(&held.uri) else { return (held.answer)(changed()) };
        let events = self.events.clone();
        self.workers.run(move || {
            (held.answer)(Seen::Document(&snapshot));
            report_unsettled(&events, snapshot.tree.as_deref());
        });
    }
}

fn not_open() -> Seen<'static> {
    Seen::Nothing(Error::invalid_params("the document is not open"))
}

/// The document has changed since the client asked, or was closed.
fn changed() -> Seen<'static> {
    Seen::Nothing(Error::content_modified())
}
