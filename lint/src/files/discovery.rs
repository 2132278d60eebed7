//! From the paths that a user names to trees and files.

mod reading;
mod search;
mod wanted;

use super::failure::Failure;
use super::progress::Progress;
use super::source_tree::SourceTree;
use search::Search;
use std::path::PathBuf;

/// What a user asks about.
#[derive(Debug, Default)]
pub(crate) struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// A path and the text that stands for what is on the disk there, as from standard input.
    pub stand_in: Option<(PathBuf, Vec<u8>)>,
    /// True when each file is looked at by itself, not against its tree.
    pub alone: bool,
    /// True when the files that are named are event lists, whatever their names.
    pub are_lists: bool,
    /// True when the events are known without a tree: scripts need none then.
    pub has_events: bool,
}

impl Request {
    /// Reads what is asked for: a file as it is, a folder with every `trace-events` below it. A
    /// folder without any is searched for `trace-events-all` instead, which a build generates from
    /// the others. Links are not followed. What can't be read is reported, and the rest is read.
    pub(crate) fn read(self, progress: &Progress) -> (Vec<SourceTree>, Vec<Failure>) {
        let mut search = Search::new(self.alone, self.are_lists, self.has_events);
        for path in &self.paths {
            search.path(path);
        }
        if let Some((path, text)) = self.stand_in {
            search.stand_in(&path, text);
        }
        search.finish(progress)
    }
}
