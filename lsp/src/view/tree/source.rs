//! What the features of `ide` may ask of a tree.

use super::TreeView;
use crate::ide::source::Tree;
use std::sync::Arc;
use trace_lint::linter::Settings;
use trace_lint::model::catalogue::Catalogue;
use trace_lint::model::index::Index;
use trace_lint::parse::event_list::EventList;

impl Tree for TreeView {
    fn index(&self) -> &Index {
        self.index()
    }

    fn index_with_commands(&self) -> Index {
        let buffers = self.overlay.values().filter_map(|it| it.buffer.as_ref());
        let mut files: Vec<_> = buffers.filter_map(|buffer| buffer.commands().cloned()).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        self.index().with_commands(files)
    }

    fn catalogue(&self) -> Option<&Catalogue> {
        self.catalogue()
    }

    fn list(&self, path: &str) -> Option<&Arc<EventList>> {
        self.list(path)
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn text(&self, path: &str) -> Option<Vec<u8>> {
        self.text(&path.into()).document().map(|document| document.text.clone())
    }

    fn is_on_disk(&self, path: &str) -> bool {
        self.root.join(self.on_disk(path)).symlink_metadata().is_ok()
    }
}
