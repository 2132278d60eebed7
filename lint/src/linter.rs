//! The linter: files in, findings out. Pure: it reads and writes nothing.

mod backends;
pub(crate) mod changes;
pub mod config;
mod event;
pub mod expansion;
mod line_cache;
mod one_file;
pub(crate) mod selection;
mod settings;
pub mod suppress;

pub use backends::findings_of_backend;
pub use line_cache::LineCache;
pub use one_file::{TreeCache, lint_file};
pub use settings::Settings;

use crate::model::index::{Index, IndexedFile, TreeFacts};
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::qemu::era::Era;
use crate::rules::UNUSED_EVENT;
use crate::rules::diagnostic::{Diagnostic, sort};
use one_file::lint_part;
use rayon::prelude::*;
use std::sync::Arc;
use suppress::suppress;

/// All findings in a tree, in the order of the paths, then of the text.
pub fn lint(index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let cache = TreeCache::default();
    let lint_part = |file| lint_part(file, index, settings, &cache, None);
    let mut found = cache.whole(index, settings).to_vec();
    let is_one_of_many =
        |file: &IndexedFile| matches!(file, IndexedFile::Events(_) | IndexedFile::Source(..));
    let (many, few): (Vec<_>, Vec<_>) = index.files().partition(is_one_of_many);
    found.par_extend(many.into_par_iter().flat_map_iter(lint_part));
    // Not in parallel: these wait for what the cache finds out by all cores.
    found.extend(few.into_iter().flat_map(lint_part));
    suppress(index, settings, None, &mut found);
    found.retain(|finding| !index.facts.absent.contains(&finding.path));
    sort(&mut found);
    found
}

/// The unused events of a tree, whether or not their rule is selected.
pub(crate) fn unused_events(index: &Index, era: Era) -> Vec<Diagnostic> {
    lint(index, &Settings::new(vec![&UNUSED_EVENT], era))
}

/// The findings in a trace-events file that is no part of a tree, in the order of the text.
pub fn lint_alone(file: &Arc<File>, settings: &Settings, lines: Option<&mut LineCache>) -> Vec<Diagnostic> {
    let index = Index::of_files(vec![file.clone()], Arc::new(TreeFacts::default()));
    lint_file(&file.path, &index, settings, &TreeCache::default(), lines)
}

/// The findings in one event list that is no part of the index of its tree.
pub fn lint_list_alone(list: &Arc<EventList>, index: &Index, settings: &Settings) -> Vec<Diagnostic> {
    let cache = TreeCache::default();
    let mut found = lint_part(IndexedFile::List(list), index, settings, &cache, None);
    let mut alone = Index::default();
    alone.lists.push(list.clone());
    alone.has_sources = cache.catalogue(index, settings).is_some();
    suppress(&alone, settings, None, &mut found);
    sort(&mut found);
    found
}
