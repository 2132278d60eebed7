//! Texts that take the place of files: what an editor holds, what git has staged, what fixes would make.

use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Texts that stand for what is on the disk, by their paths as shown; `None` for a file that is treated as deleted.
pub type Overlay = FxHashMap<Arc<str>, Option<Vec<u8>>>;
