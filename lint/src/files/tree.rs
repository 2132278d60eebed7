//! Reading a whole tree: one walk lists it, all cores read and scan it.

use super::configs;
use super::disk::{LARGEST_SOURCE, LARGEST_TEXT, load_found, read_found};
use super::listing::{Listed, list};
use super::scripts::Scripts;
use super::{Failure, Overlay, Progress, read_top, told};
use crate::linter::config::Policy;
use crate::model::index::{Includes, Index, Surroundings, commands};
use crate::parse::command;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::groups::{Groups, MAKEFILE, MESON};
use crate::parse::release::release;
use crate::parse::source::{Include, Language, Source, includes, is_of_interest, scan};
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was read of a tree.
pub(super) struct Reading {
    pub index: Index,
    /// What could not be read, or was left out.
    pub failures: Vec<Failure>,
    /// The files that were not read, and those of the others that may have commands with events in them.
    pub others: Vec<Arc<str>>,
    /// The folders below the root that are trees of their own, and were not read.
    pub nested: Vec<PathBuf>,
}

/// Reads the tree below `root`. Texts in `overlay`, by their paths as shown, stand for those on
/// the disk. Links are not followed. Each file that was read is counted in `progress`.
pub fn read_tree(root: &Path, overlay: &Overlay, progress: &Progress) -> (Index, Vec<Failure>) {
    let reading = read(root, overlay, progress);
    (reading.index, reading.failures)
}

/// As [`read_tree`], with the trees below it.
pub(super) fn read(root: &Path, overlay: &Overlay, progress: &Progress) -> Reading {
    let mut listing = list(root);
    let mut failures = std::mem::take(&mut listing.failures);
    listing.lay_over(overlay);
    progress.expect(listing.events.len() + listing.sources.len());
    let reader = Reader { root, overlay, odd: &listing.odd, progress };
    let (events, errors) = reader.events(&listing.events);
    failures.extend(errors);
    let (scanned, errors) = reader.sources(&listing.sources);
    failures.extend(errors);

    let paths = listing.sources.iter().map(|listed| listed.path.clone()).collect();
    let mut tree = Surroundings { paths, odd: listing.odd.clone(), ..Surroundings::default() };
    tree.release = release(|name| reader.top(name));
    tree.groups = Groups::read(reader.top(MESON).as_deref(), reader.top(MAKEFILE).as_deref());
    let (configs, errors) = configs::of_tree(root, &listing.configs, overlay);
    tree.configs = configs;
    failures.extend(errors);
    let (lists, errors) = reader.lists(&listing.lists, &listing.others, &tree);
    failures.extend(errors);
    let Scripts { scripts, with_commands, failures: errors } = reader.scripts(&listing.scripts);
    failures.extend(errors);
    let mut others = listing.others;
    others.extend(with_commands);
    for path in &listing.schemas {
        let Some(text) = reader.text(path) else { continue };
        tree.commands.extend(commands(&text));
        others.extend(command::is_of_interest(&text).then(|| path.clone()));
    }
    let includes = scanned.iter().filter(|scanned| !scanned.includes.is_empty());
    let includes = includes.map(|scanned| (&scanned.path, &*scanned.includes));
    tree.includes = Includes::new(includes, &tree.paths);
    reader.read_neighbours(&events, &listing.sources, &mut tree);
    let sources = reader.with_pasting(scanned, &listing.sources, &mut tree);
    let mut index = Index::new(events, sources, Arc::new(tree));
    while let Some(next) = reader.read_further(&index, &listing.sources) {
        index = next;
    }
    index.lists = lists;
    index.scripts = scripts;
    index.taps = reader.taps(&listing.scripts);
    failures.sort_by(|one, other| one.path.cmp(&other.path));
    Reading { index, failures, others, nested: listing.nested }
}

/// What one source was found to say.
pub(super) struct Scanned {
    pub path: Arc<str>,
    /// What it says of trace events; `None` where it says nothing.
    pub source: Option<Source>,
    /// For a `trace.h`, what it includes; for others the parts of sources that they include.
    pub includes: Vec<Include>,
}

pub(super) struct Reader<'a> {
    root: &'a Path,
    overlay: &'a Overlay,
    /// As [`Surroundings::odd`].
    odd: &'a FxHashMap<Arc<str>, PathBuf>,
    progress: &'a Progress,
}

impl Reader<'_> {
    pub(super) fn full(&self, path: &str) -> PathBuf {
        self.root.join(self.odd.get(path).map_or(Path::new(path), PathBuf::as_path))
    }

    /// The bytes of a file that is no larger than a source; `None` where it can't be read.
    pub(super) fn text(&self, path: &str) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        self.load(path, &mut text).ok()?;
        Some(text)
    }

    /// The bytes of a file at the root that the listing does not hold.
    fn top(&self, name: &str) -> Option<Vec<u8>> {
        match self.overlay.get(name) {
            Some(text) => text.clone(),
            None => read_top(self.root, name),
        }
    }

    /// The bytes of a trace-events file or an event list.
    fn whole(&self, path: &Arc<str>) -> Result<Vec<u8>, Failure> {
        match self.overlay.get(path) {
            Some(text) => Ok(text.clone().unwrap_or_default()),
            None => read_found(&self.full(path), LARGEST_TEXT)
                .map_err(|error| Failure::new(&self.full(path), told(&error))),
        }
    }

    fn events(&self, paths: &[Arc<str>]) -> (Vec<Arc<File>>, Vec<Failure>) {
        let read = |path: &Arc<str>| {
            self.progress.advance();
            Ok(Arc::new(File::new(path.clone(), self.whole(path)?)))
        };
        split(paths.par_iter().map(read).collect())
    }

    /// The event lists: those with the name of one, and of `others` those that the configuration names.
    fn lists(
        &self,
        named: &[Arc<str>],
        others: &[Arc<str>],
        tree: &Surroundings,
    ) -> (Vec<Arc<EventList>>, Vec<Failure>) {
        // A configuration that can't be read is told of when it is to decide about rules.
        let policy = Policy::new(&tree.configs, &[]).unwrap_or_default();
        let configured = others.iter().filter(|path| policy.is_event_list(path));
        let mut paths: Vec<_> = named.iter().chain(configured).collect();
        paths.sort();
        let read = |path: &&Arc<str>| Ok(Arc::new(EventList::new((*path).clone(), self.whole(path)?)));
        split(paths.par_iter().map(read).collect())
    }

    fn sources(&self, listed: &[Listed]) -> (Vec<Scanned>, Vec<Failure>) {
        let scan = |buffer: &mut Vec<u8>, listed: &Listed| {
            self.progress.advance();
            self.load(&listed.path, buffer)?;
            Ok(scanned(listed, buffer))
        };
        let results: Vec<_> = listed.par_iter().map_init(Vec::new, scan).collect();
        let (scanned, failures) = split(results);
        (scanned.into_iter().flatten().collect(), failures)
    }

    /// Reads a file into a buffer that is used again, so that no memory is asked for.
    pub(super) fn load(&self, path: &str, buffer: &mut Vec<u8>) -> Result<(), Failure> {
        buffer.clear();
        let full = self.full(path);
        match self.overlay.get(path) {
            Some(Some(text)) => {
                buffer.extend_from_slice(text);
                return Ok(());
            }
            Some(None) => return Err(Failure::new(&full, "not there")),
            None => {}
        }
        load_found(&full, LARGEST_SOURCE, buffer).map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge => Failure::note(&full, format!("left out: {}", told(&error))),
            _ => Failure::new(&full, told(&error)),
        })
    }
}

/// What is worth keeping of a source.
fn scanned(listed: &Listed, text: &[u8]) -> Option<Scanned> {
    let is_wrapper = listed.path.rsplit('/').next() == Some("trace.h");
    let source = is_of_interest(&listed.path, text).then(|| scan(text, listed.language, &[]));
    let has_parts = listed.language == Language::C && memmem::find(text, b".inc\"").is_some();
    let includes = match (&source, is_wrapper || has_parts) {
        (_, false) => Vec::new(),
        (Some(source), true) => source.includes.clone(),
        (None, true) => includes(text),
    };
    if source.is_none() && includes.is_empty() {
        return None;
    }
    Some(Scanned { path: listed.path.clone(), source, includes })
}

pub(super) fn split<T>(results: Vec<Result<T, Failure>>) -> (Vec<T>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => found.push(value),
            Err(failure) => failures.push(failure),
        }
    }
    (found, failures)
}
