//! Reads the files of a tree that a walk has listed, each by itself, by all cores.

use super::disk::{LARGEST_SOURCE, LARGEST_TEXT, load_found, read_found, read_top};
use super::failure::{Failure, io_reason};
use super::listing::Listed;
use super::overlay::Overlay;
use super::progress::Progress;
use crate::linter::config::Policy;
use crate::parse::config_file::ConfigFile;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::source::{Include, Language, Source, includes, is_of_interest, scan};
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What one source was found to say.
pub(super) struct Scanned {
    pub path: Arc<str>,
    /// What it says of trace events; `None` where it says nothing.
    pub source: Option<Source>,
    /// For a `trace.h`, what it includes; for others the parts of sources that they include.
    pub includes: Vec<Include>,
}

/// Reads the files of one tree.
pub(super) struct Reader<'a> {
    pub root: &'a Path,
    pub overlay: &'a Overlay,
    /// The texts of files that a sparse checkout leaves out.
    pub absent: &'a FxHashMap<Arc<str>, Vec<u8>>,
    /// As [`crate::model::index::TreeFacts::non_utf8_paths`].
    pub non_utf8_paths: &'a FxHashMap<Arc<str>, PathBuf>,
    pub progress: &'a Progress,
}

impl Reader<'_> {
    /// Where the file of this path lies on the disk.
    pub fn full(&self, path: &str) -> PathBuf {
        self.root.join(self.non_utf8_paths.get(path).map_or(Path::new(path), PathBuf::as_path))
    }

    /// The bytes of a file that is no larger than a source; `None` where it can't be read.
    pub fn text(&self, path: &str) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        self.load(path, &mut text).ok()?;
        Some(text)
    }

    /// True when there is a file of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        match self.overlay.get(path) {
            Some(text) => text.is_some(),
            None => self.root.join(path).exists(),
        }
    }

    /// The bytes of a file at the root that the listing does not hold.
    pub fn top(&self, name: &str) -> Option<Vec<u8>> {
        match self.overlay.get(name) {
            Some(text) => text.clone(),
            None => read_top(self.root, name),
        }
    }

    /// The bytes of a trace-events file or an event list.
    fn whole(&self, path: &Arc<str>) -> Result<Vec<u8>, Failure> {
        match (self.overlay.get(path), self.absent.get(path)) {
            (Some(text), _) => Ok(text.clone().unwrap_or_default()),
            (None, Some(text)) => Ok(text.clone()),
            (None, None) => read_found(&self.full(path), LARGEST_TEXT)
                .map_err(|error| Failure::io(&self.full(path), &error)),
        }
    }

    /// The trace-events files. What can't be read is added to `failures`, here and below.
    pub fn events(&self, paths: &[Arc<str>], failures: &mut Vec<Failure>) -> Vec<Arc<File>> {
        let read = |path: &Arc<str>| {
            self.progress.advance();
            Ok(Arc::new(File::new(path.clone(), self.whole(path)?)))
        };
        successes(paths.par_iter().map(read).collect(), failures)
    }

    /// The event lists: those with the name of one, and of `others` those that the configuration names.
    pub fn lists(
        &self,
        named: &[Arc<str>],
        others: &[Arc<str>],
        configs: &[ConfigFile],
        failures: &mut Vec<Failure>,
    ) -> Vec<Arc<EventList>> {
        // A configuration that can't be read is reported when the rules are selected.
        let policy = Policy::new(configs, &[]).unwrap_or_default();
        let configured = others.iter().filter(|path| policy.is_event_list(path));
        let mut paths: Vec<_> = named.iter().chain(configured).collect();
        paths.sort();
        let read = |path: &&Arc<str>| Ok(Arc::new(EventList::new((*path).clone(), self.whole(path)?)));
        successes(paths.par_iter().map(read).collect(), failures)
    }

    /// The sources, of which most have nothing worth keeping.
    pub fn sources(&self, listed: &[Listed], failures: &mut Vec<Failure>) -> Vec<Scanned> {
        let scan = |buffer: &mut Vec<u8>, listed: &Listed| {
            self.progress.advance();
            self.load(&listed.path, buffer)?;
            Ok(scanned(listed, buffer))
        };
        let results: Vec<_> = listed.par_iter().map_init(Vec::new, scan).collect();
        successes(results, failures).into_iter().flatten().collect()
    }

    /// Reads a file into a buffer that is used again, so that no memory is asked for.
    pub fn load(&self, path: &str, buffer: &mut Vec<u8>) -> Result<(), Failure> {
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
        if let Some(text) = self.absent.get(path) {
            buffer.extend_from_slice(text);
            return Ok(());
        }
        load_found(&full, LARGEST_SOURCE, buffer).map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge => Failure::note(&full, format!("left out: {}", io_reason(&error))),
            _ => Failure::io(&full, &error),
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

/// What could be read; the rest is added to `failures`.
pub(super) fn successes<T>(results: Vec<Result<T, Failure>>, failures: &mut Vec<Failure>) -> Vec<T> {
    let success = |result: Result<T, Failure>| result.map_err(|failure| failures.push(failure)).ok();
    results.into_iter().filter_map(success).collect()
}
