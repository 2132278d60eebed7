//! `traceLint/status`: what the server tells of itself to a client that asked for it.

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
    pub state: Readiness,
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
pub enum Readiness {
    /// It is being read.
    Reading,
    Ready,
    /// It could not be read.
    Failed,
}
