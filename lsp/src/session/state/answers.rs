//! Requests: each is answered by a worker, who is given a snapshot.

use super::State;
use super::held::{HeldRequest, Needs};
use super::reading::report_unsettled;
use crate::session::event::Call;
use crate::session::pool::Pool;
use crate::view::snapshot::Snapshot;
use crate::view::workspace::Workspace;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::request::Request as Method;

impl State {
    /// Has a worker answer a request about a document.
    pub fn answer<R: Method>(
        &mut self,
        Call { params, reply }: Call<R>,
        needs: Needs,
        document: impl FnOnce(&R::Params) -> Option<Uri>,
        handler: fn(&Snapshot, R::Params) -> Result<R::Result>,
    ) where
        R::Params: Send + 'static,
        R::Result: Send + 'static,
    {
        let document = document(&params).filter(|uri| self.documents.contains_key(uri));
        let Some(uri) = document else {
            // Whoever cancelled the request does not listen; here and below.
            let _ = reply.send(Err(Error::invalid_params("the document is not open")));
            return;
        };
        let stale = || Err(Error::content_modified());
        let events = self.events.clone();
        let run = move |workers: &Pool, snapshot: Option<Arc<Snapshot>>| {
            let Some(snapshot) = snapshot else {
                let _ = reply.send(stale());
                return;
            };
            workers.run(move || {
                if reply.is_closed() {
                    return;
                }
                let answer = if snapshot.is_stale() { stale() } else { handler(&snapshot, params) };
                report_unsettled(&events, snapshot.tree.as_deref());
                let _ = reply.send(if snapshot.is_stale() { stale() } else { answer });
            });
        };
        let revision = self.documents.get(&uri).map_or(0, |open| open.current.load(Ordering::SeqCst));
        self.try_run(HeldRequest { uri, revision, needs, run: Box::new(run) });
    }

    /// True for an open document.
    pub fn is_open(&self, uri: &Uri) -> bool {
        self.documents.contains_key(uri)
    }

    /// What diagnostics need that a client asks for: it asks again only when it can be told to.
    pub fn needed_for_diagnostics(&self) -> Needs {
        if self.features.refreshes_diagnostics { Needs::Document } else { Needs::Tree }
    }

    /// Has a worker answer a request about everything.
    pub fn answer_all<R: Method>(
        &mut self,
        Call { params, reply }: Call<R>,
        handler: fn(&Workspace, R::Params) -> Result<R::Result>,
    ) where
        R::Params: Send + 'static,
        R::Result: Send + 'static,
    {
        let (workspace, events) = (self.workspace(), self.events.clone());
        self.workers.run(move || {
            if reply.is_closed() {
                return;
            }
            let answer = handler(&workspace, params);
            for tree in &workspace.trees {
                report_unsettled(&events, Some(tree));
            }
            let _ = reply.send(answer);
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
        let Some(open) = self.documents.get(&held.uri) else { return (held.run)(&self.workers, None) };
        if open.current.load(Ordering::SeqCst) != held.revision {
            return (held.run)(&self.workers, None);
        }
        let is_known = open.is_located
            && (held.needs == Needs::Document
                || open
                    .place
                    .as_ref()
                    .and_then(|(root, _)| self.trees.get(root))
                    .is_none_or(|tree| !tree.is_new()));
        if !is_known {
            self.held.push(held);
            return;
        }
        let snapshot = self.snapshot(&held.uri);
        (held.run)(&self.workers, snapshot);
    }
}
