//! What the server tells of itself to a client that asked for it: which trees it knows, and how well.

use super::State;
use crate::proto::places;
use crate::tree::{Reading, Tree};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::notification::Notification;

/// `traceLint/status`: sent whenever something in it changes, to a client whose initialization options
/// say `"statusNotifications": true`.
pub enum StatusNotification {}

impl Notification for StatusNotification {
    type Params = Status;
    const METHOD: &'static str = "traceLint/status";
}

/// What the server knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// In the order of their roots.
    pub trees: Vec<TreeStatus>,
}

/// What the server knows of one tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeStatus {
    /// The root, as the client names it.
    pub root: Option<Uri>,
    /// How well the tree is known.
    pub state: TreeState,
    /// The release that findings are about, such as `10.0`; `None` before the tree is read.
    pub version: Option<String>,
    /// How many trace-events files it had when it was last read.
    pub files: usize,
    /// How many events these declared.
    pub events: usize,
    /// How many sources with trace calls or guards it had.
    pub sources: usize,
}

/// How well a tree is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TreeState {
    /// It is being read.
    Reading,
    /// It is known.
    Ready,
    /// It could not be read.
    Failed,
}

impl State {
    /// Tells the client what is known, if it asked for that and does not know it yet.
    pub fn report_status(&mut self) {
        if !self.features.status_notifications {
            return;
        }
        let mut trees: Vec<&Tree> = self.trees.values().collect();
        trees.sort_by(|one, other| one.root.cmp(&other.root));
        let trees = trees.into_iter().map(|tree| self.tree_status(tree)).collect();
        let status = Status { trees };
        if self.status.as_ref() != Some(&status) {
            self.outbox.status(status.clone());
            self.status = Some(status);
        }
    }

    fn tree_status(&self, tree: &Tree) -> TreeStatus {
        let counts = tree.counts();
        let state = match tree.reading {
            _ if tree.is_given_up() => TreeState::Failed,
            Reading::Going | Reading::GoingAgain => TreeState::Reading,
            Reading::Done | Reading::Waiting => TreeState::Ready,
        };
        TreeStatus {
            root: places::uri(&tree.named),
            state,
            version: counts.map(|counts| counts.version.to_string()),
            files: counts.map_or(0, |counts| counts.files),
            events: counts.map_or(0, |counts| counts.events),
            sources: counts.map_or(0, |counts| counts.sources),
        }
    }
}
