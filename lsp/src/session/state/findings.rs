//! Findings that are pushed: looked for by workers when a document or its tree has changed, and sent
//! when they are others than the client has.

use super::State;
use super::open::{OpenDocument, ShownFindings};
use super::reading::report_unsettled;
use crate::handlers::diagnostics::{self, Pushed};
use crate::session::event::{Diagnosed, Event};
use crate::view::kind::DocumentKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use tower_lsp::ls_types::Uri;

impl State {
    /// Has workers look for the findings of the documents that changed, each by one at a time, the one
    /// that was edited last first.
    pub fn diagnose(&mut self) {
        if self.features.pulls_diagnostics {
            return;
        }
        let is_due = |open: &OpenDocument| open.is_dirty && !open.is_diagnosed && open.is_located;
        let mut due: Vec<(u64, Uri)> = self
            .documents
            .iter()
            .filter(|(_, open)| is_due(open))
            .map(|(uri, open)| (open.buffer.revision, uri.clone()))
            .collect();
        due.sort_by_key(|(revision, _)| std::cmp::Reverse(*revision));
        for (_, uri) in due {
            let Some(snapshot) = self.snapshot(&uri) else { continue };
            if let Some(open) = self.documents.get_mut(&uri) {
                open.is_dirty = false;
                open.is_diagnosed = true;
            }
            let (events, outbox) = (self.events.clone(), self.outbox.clone());
            self.diagnosers.run(move || {
                let look = AssertUnwindSafe(|| diagnostics::push(&snapshot, &outbox));
                let found = catch_unwind(look).ok().flatten();
                report_unsettled(&events, snapshot.tree.as_deref());
                // Without a main loop nobody waits for them.
                let _ = events.send(Event::Diagnosed(Diagnosed { uri, revision: snapshot.revision, found }));
            });
        }
    }

    /// Shows what a worker has found, unless the document has changed since. What the client has in
    /// this version already is not sent again; nor that nothing is found in a source, again.
    pub fn diagnosed(&mut self, Diagnosed { uri, revision, found }: Diagnosed) {
        let Some(open) = self.documents.get_mut(&uri) else { return };
        open.is_diagnosed = false;
        let Some(Pushed { items, identity }) =
            found.filter(|_| open.current.load(Ordering::SeqCst) == revision)
        else {
            return;
        };
        let shown = ShownFindings { version: open.version, identity, is_empty: items.is_empty() };
        let was_empty = open.shown.is_none_or(|shown| shown.is_empty);
        let is_quiet = open.buffer.kind == DocumentKind::Other && was_empty && shown.is_empty;
        if open.shown != Some(shown) && !is_quiet {
            open.shown = Some(shown);
            self.outbox.diagnostics(uri, items, Some(open.version));
        }
    }
}
