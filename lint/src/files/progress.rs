//! How far the reading of trees has come, for whoever shows it. It draws nothing.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Files that are to be read, and that have been. The reader counts, another thread may look.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// The number of files to be read, as far as they are known.
    pub fn total(&self) -> usize {
        self.total.load(Relaxed)
    }

    /// The number of files that have been read.
    pub fn done(&self) -> usize {
        self.done.load(Relaxed)
    }

    pub(super) fn expect(&self, files: usize) {
        self.total.fetch_add(files, Relaxed);
    }

    pub(super) fn advance(&self) {
        self.done.fetch_add(1, Relaxed);
    }
}
