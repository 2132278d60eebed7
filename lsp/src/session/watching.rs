//! What the client watches for us, as far as it has agreed.

use crate::client::registrations::WatchedRoot;
use rustc_hash::FxHashMap;
use std::path::PathBuf;

/// What the client watches.
#[derive(Default)]
pub struct Watching {
    /// True once it has agreed to watch its workspace folders.
    pub folders: bool,
    /// The roots that lie outside of them, by their registrations, and whether it has agreed to watch them.
    pub roots: FxHashMap<PathBuf, (WatchedRoot, bool)>,
    /// The number of the next of those.
    pub next: u64,
    /// True when the client has said something since git's files were last looked at.
    pub is_due: bool,
    /// True while a worker looks at them.
    pub is_looking: bool,
}
