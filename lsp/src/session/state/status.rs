//! What the server tells of itself to a client that asked for it: which trees it knows, and how well.

use super::State;
use crate::client::status::{Readiness, Status, TreeStatus};
use crate::session::tree_state::{Reading, TreeState};
use crate::view::uri;

impl State {
    /// Tells the client what is known, if it asked for that and does not know it yet.
    pub fn report_status(&mut self) {
        if !self.features.status_notifications {
            return;
        }
        let mut trees: Vec<&TreeState> = self.trees.values().collect();
        trees.sort_by(|one, other| one.root.cmp(&other.root));
        let trees = trees.into_iter().map(|tree| self.tree_status(tree)).collect();
        let status = Status { trees };
        if self.status.as_ref() != Some(&status) {
            self.outbox.status(status.clone());
            self.status = Some(status);
        }
    }

    fn tree_status(&self, tree: &TreeState) -> TreeStatus {
        let counts = tree.counts();
        let state = match tree.reading {
            _ if tree.is_given_up() => Readiness::Failed,
            Reading::Going | Reading::GoingAgain => Readiness::Reading,
            Reading::Done | Reading::Waiting => Readiness::Ready,
        };
        TreeStatus {
            root: uri::from_path(&tree.named),
            state,
            version: counts.map(|counts| counts.era.to_string()),
            files: counts.map_or(0, |counts| counts.files),
            events: counts.map_or(0, |counts| counts.events),
            sources: counts.map_or(0, |counts| counts.sources),
        }
    }
}
