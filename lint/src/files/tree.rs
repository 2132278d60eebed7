//! Reading a whole tree: one walk lists it, all cores read and scan it.

use super::configs;
use super::listing::{Listed, list};
use super::macros::expand;
use super::pasting::{HeaderMacros, is_header, known_macros};
use super::{Failure, Progress, read_within, told};
use crate::file::File;
use crate::groups::{Groups, directory_of};
use crate::index::{Includes, Index, SourceFile, Surroundings, commands, resolve};
use crate::source::{Include, Language, PastingMacro, Source, includes, is_of_interest, scan};
use crate::version::Version;
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A source of more bytes than this was made by a tool.
const LARGEST_SOURCE: u64 = 16 << 20;

/// What was read of a tree.
pub(super) struct Reading {
    pub index: Index,
    /// What could not be read, or was left out.
    pub failures: Vec<Failure>,
    /// The folders below the root that are trees of their own, and were not read.
    pub nested: Vec<PathBuf>,
}

/// Reads the tree below `root`. Texts in `overlay`, by their paths as shown, stand for those on
/// the disk. Links are not followed. Each file that was read is counted in `progress`.
pub fn read_tree(
    root: &Path,
    overlay: &FxHashMap<Arc<str>, Vec<u8>>,
    progress: &Progress,
) -> (Index, Vec<Failure>) {
    let reading = read(root, overlay, progress);
    (reading.index, reading.failures)
}

/// As [`read_tree`], with the trees below it.
pub(super) fn read(root: &Path, overlay: &FxHashMap<Arc<str>, Vec<u8>>, progress: &Progress) -> Reading {
    let mut listing = list(root);
    let mut failures = std::mem::take(&mut listing.failures);
    listing.add_texts(overlay.keys());
    progress.expect(listing.events.len() + listing.sources.len());
    let reader = Reader { root, overlay, odd: &listing.odd, progress };
    let (events, errors) = reader.events(&listing.events);
    failures.extend(errors);
    let (scanned, errors) = reader.sources(&listing.sources);
    failures.extend(errors);

    let paths = listing.sources.iter().map(|listed| listed.path.clone()).collect();
    let mut tree = Surroundings { paths, odd: listing.odd.clone(), ..Surroundings::default() };
    tree.version = reader.top("VERSION").and_then(|text| String::from_utf8_lossy(&text).trim().parse().ok());
    tree.groups = reader.top("meson.build").map(|text| Groups::from_meson(&text)).unwrap_or_default();
    let (configs, errors) = configs::of_tree(root, &listing.configs);
    tree.configs = configs;
    failures.extend(errors);
    let schemas = listing.schemas.iter().filter_map(|path| reader.text(path));
    tree.commands = schemas.flat_map(|text| commands(&text)).collect();
    let includes = scanned.iter().filter(|scanned| !scanned.includes.is_empty());
    let includes = includes.map(|scanned| (&scanned.path, &*scanned.includes));
    tree.includes = Includes::new(includes, &tree.paths);
    reader.read_neighbours(&events, &listing.sources, &mut tree);
    let sources = reader.with_pasting(scanned, &listing.sources, &tree);
    let mut index = Index::new(events, sources, Arc::new(tree));
    while let Some(next) = reader.read_further(&index, &listing.sources) {
        index = next;
    }
    failures.sort_by(|one, other| one.path.cmp(&other.path));
    Reading { index, failures, nested: listing.nested }
}

/// What one source was found to say.
struct Scanned {
    path: Arc<str>,
    /// What it says of trace events; `None` where it says nothing.
    source: Option<Source>,
    /// For a `trace.h`, what it includes; for others the parts of sources that they include.
    includes: Vec<Include>,
}

struct Reader<'a> {
    root: &'a Path,
    overlay: &'a FxHashMap<Arc<str>, Vec<u8>>,
    /// As [`Surroundings::odd`].
    odd: &'a FxHashMap<Arc<str>, PathBuf>,
    progress: &'a Progress,
}

impl Reader<'_> {
    fn full(&self, path: &str) -> PathBuf {
        self.root.join(self.odd.get(path).map_or(Path::new(path), PathBuf::as_path))
    }

    /// The bytes of a file that is no larger than a source; `None` where it can't be read.
    fn text(&self, path: &str) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        self.load(path, &mut text).ok()?;
        Some(text)
    }

    /// The bytes of a file at the root that the listing does not hold.
    fn top(&self, name: &str) -> Option<Vec<u8>> {
        self.overlay.get(name).cloned().or_else(|| read_within(self.root, name))
    }

    fn events(&self, paths: &[Arc<str>]) -> (Vec<Arc<File>>, Vec<Failure>) {
        let read = |path: &Arc<str>| {
            self.progress.advance();
            let text = match self.overlay.get(path) {
                Some(text) => text.clone(),
                None => {
                    fs::read(self.full(path)).map_err(|error| Failure::new(&self.full(path), told(&error)))?
                }
            };
            if u32::try_from(text.len()).is_err() {
                return Err(Failure::new(&self.full(path), "larger than 4 GiB"));
            }
            Ok(Arc::new(File::new(path.clone(), text)))
        };
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
    fn load(&self, path: &str, buffer: &mut Vec<u8>) -> Result<(), Failure> {
        buffer.clear();
        if let Some(text) = self.overlay.get(path) {
            buffer.extend_from_slice(text);
            return Ok(());
        }
        let full = self.full(path);
        let failed = |error: std::io::Error| Failure::new(&full, told(&error));
        let file = fs::File::open(&full).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        if length > LARGEST_SOURCE {
            let reason = format!("left out: a source of more than {} MiB", LARGEST_SOURCE >> 20);
            return Err(Failure::note(&full, reason));
        }
        buffer.reserve(length as usize + 1);
        file.take(LARGEST_SOURCE).read_to_end(buffer).map_err(failed)?;
        Ok(())
    }

    /// Reads the includes of the sources, used or not, beside a `trace.h` that is missing or may have
    /// been left behind: they tell whether somebody needs it.
    fn read_neighbours(&self, events: &[Arc<File>], listed: &[Listed], tree: &mut Surroundings) {
        let groups: FxHashSet<&str> = events.iter().map(|file| directory_of(&file.path)).collect();
        let is_wrapper = |path: &str| path.rsplit('/').next() == Some("trace.h");
        let wrappers: FxHashSet<&str> =
            tree.paths.iter().filter(|path| is_wrapper(path)).map(|path| directory_of(path)).collect();
        let is_odd = |directory: &str| {
            !directory.is_empty() && groups.contains(directory) != wrappers.contains(directory)
        };
        let odd = listed.iter().map(|listed| &listed.path).filter(|path| is_odd(directory_of(path)));
        let read = odd.filter_map(|path| Some((path.clone(), includes(&self.text(path)?))));
        let read: Vec<_> = read.collect();
        for (path, includes) in read {
            tree.includes.headers.entry(path).or_insert(includes);
        }
    }

    /// Scans again those that use a pasting macro which a header that they include defines.
    fn with_pasting(
        &self,
        mut scanned: Vec<Scanned>,
        listed: &[Listed],
        tree: &Surroundings,
    ) -> Vec<Arc<SourceFile>> {
        let macros: HeaderMacros = scanned
            .iter()
            .filter(|scanned| is_header(&scanned.path))
            .filter_map(|scanned| Some((scanned.path.clone(), scanned.source.as_ref()?.pasting.clone())))
            .filter(|(_, macros)| !macros.is_empty())
            .collect();
        if !macros.is_empty() {
            let names = macros.values().flatten().map(|macro_| macro_.name.as_bytes());
            let users = self.holding(&names.collect::<Vec<_>>(), listed);
            let known = known_macros(&users, &macros, tree, &|path| self.text(path));
            let again = |(path, macros): (&Arc<str>, &Vec<PastingMacro>)| {
                let source = scan(&self.text(path)?, Language::C, macros);
                Some(Scanned { path: path.clone(), source: Some(source), includes: Vec::new() })
            };
            let found: Vec<_> = known.par_iter().filter_map(again).collect();
            scanned.retain(|scanned| !known.contains_key(&scanned.path));
            scanned.extend(found);
        }
        let file =
            |scanned: Scanned| Some(Arc::new(SourceFile { path: scanned.path, source: scanned.source? }));
        scanned.into_iter().filter_map(file).collect()
    }

    /// The C sources in which one of these words stands.
    fn holding(&self, words: &[&[u8]], listed: &[Listed]) -> Vec<Arc<str>> {
        let finders: Vec<_> = words.iter().map(|word| memmem::Finder::new(*word)).collect();
        let holds = |buffer: &mut Vec<u8>, listed: &Listed| {
            self.load(&listed.path, buffer).ok()?;
            let is_hit = finders.iter().any(|finder| finder.find(buffer).is_some());
            (is_hit && listed.language == Language::C).then(|| listed.path.clone())
        };
        listed.par_iter().map_init(Vec::new, holds).flatten().collect()
    }

    /// Reads the includes of the files that stand between a call and the header of its group; the
    /// index with them, or `None` when there is nothing more to read.
    fn read_further(&self, index: &Index, listed: &[Listed]) -> Option<Index> {
        let mut tree = Surroundings::clone(&index.tree);
        let mut unread: Vec<Arc<str>> = index.unread().cloned().collect();
        unread.sort();
        unread.dedup();
        for path in &unread {
            let found = self.text(path).map(|text| includes(&text)).unwrap_or_default();
            tree.includes.headers.insert(path.clone(), found);
        }
        if unread.is_empty() {
            let is_new = |path: &&Arc<str>| !tree.includes.includers.contains_key(&***path);
            let parts: Vec<_> = index.unexplained().filter(is_new).collect();
            let doubtful = index.doubtful_macros(tree.version.unwrap_or(Version::NEWEST));
            if parts.is_empty() && doubtful.is_empty() {
                return None;
            }
            if !parts.is_empty() {
                self.find_includers(&parts, listed, &mut tree);
            }
            if !doubtful.is_empty() {
                let found = expand(doubtful, &tree, &|path| self.text(path));
                tree.expansions.extend(found);
            }
        }
        Some(Index::new(index.events.clone(), index.sources.clone(), Arc::new(tree)))
    }

    /// Looks through all sources for those that include one of `parts`, which may be many.
    fn find_includers(&self, parts: &[&Arc<str>], listed: &[Listed], tree: &mut Surroundings) {
        let names: FxHashSet<&[u8]> = parts.iter().map(|path| base_name(path.as_bytes())).collect();
        let finder = memmem::Finder::new("include");
        let search = |buffer: &mut Vec<u8>, listed: &Listed| {
            self.load(&listed.path, buffer).ok()?;
            let is_part = |at| quoted(&buffer[at..]).is_some_and(|path| names.contains(base_name(path)));
            let is_hit = listed.language == Language::C && finder.find_iter(buffer).any(is_part);
            is_hit.then(|| (listed.path.clone(), includes(buffer)))
        };
        let found: Vec<_> = listed.par_iter().map_init(Vec::new, search).flatten().collect();
        for part in parts {
            tree.includes.includers.entry((***part).into()).or_default();
        }
        for (path, includes) in found {
            for include in includes.iter().filter(|include| include.is_quoted) {
                let Some(part) = resolve(&include.path, &path, &path, &tree.paths) else { continue };
                if let Some(includers) = tree.includes.includers.get_mut(&**part)
                    && includers.last() != Some(&path)
                {
                    includers.push(path.clone());
                }
            }
            tree.includes.headers.entry(path).or_insert(includes);
        }
    }
}

/// What stands in the first quotes of a line.
fn quoted(text: &[u8]) -> Option<&[u8]> {
    let open = memchr::memchr2(b'"', b'\n', text).filter(|&at| text[at] == b'"')?;
    let text = &text[open + 1..];
    memchr::memchr2(b'"', b'\n', text).map(|end| &text[..end])
}

fn base_name(path: &[u8]) -> &[u8] {
    memchr::memrchr(b'/', path).map_or(path, |slash| &path[slash + 1..])
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

fn split<T>(results: Vec<Result<T, Failure>>) -> (Vec<T>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => found.push(value),
            Err(failure) => failures.push(failure),
        }
    }
    (found, failures)
}
