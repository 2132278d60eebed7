//! `--events`: the events that there are, in place of those of a tree.

use super::messages::warn;
use crate::files::disk::{LARGEST_TEXT, read_named};
use crate::files::io_reason;
use crate::model::catalogue::EventsFromFiles;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Events {
    /// Read the known events from FILE instead of the tree: a trace-events-all, or the names that
    /// `-trace help` prints. Repeat to give both
    #[arg(long, value_name = "FILE")]
    events: Vec<PathBuf>,
}

impl Events {
    /// What the files say: nothing where none is named, `None` where one can't be read, which is reported.
    pub(super) fn read(&self) -> Option<Option<Arc<EventsFromFiles>>> {
        let mut given = EventsFromFiles::default();
        for path in &self.events {
            let text = read_named(path, LARGEST_TEXT).map_err(|error| io_reason(&error));
            let added = text.and_then(|text| given.add(&path.to_string_lossy(), text).map_err(str::to_owned));
            if let Err(reason) = added {
                warn(&format!("{}: {reason}", path.display()));
                return None;
            }
        }
        Some((!self.events.is_empty()).then(|| Arc::new(given)))
    }
}
