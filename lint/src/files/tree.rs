//! Reading a whole tree: one walk lists it, all cores read and scan it.

use super::{Failure, GROUP_NAME, Progress, is_passed_over, shown_path, told};
use crate::file::File;
use crate::groups::Groups;
use crate::index::{Includes, Index, SourceFile, Surroundings, commands, resolve};
use crate::source::{
    Include, Language, PastingMacro, Source, concerns_tracing, expansions, includes, language, scan,
};
use crate::version::Version;
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// Folders of a QEMU tree, from its root, that belong to other projects or hold data: nothing in
/// them is built with QEMU's trace events.
const FOREIGN: [&str; 5] = ["roms", "linux-headers", "pc-bios", "po", "tests/tracetool"];

/// A source of more bytes than this was made by a tool.
const LARGEST_SOURCE: u64 = 16 << 20;

/// Reads the tree below `root`. Texts in `overlay`, by their paths as shown, stand for those on
/// the disk. Links are not followed. Each file that was read is counted in `progress`.
pub fn read_tree(
    root: &Path,
    overlay: &FxHashMap<Arc<str>, Vec<u8>>,
    progress: &Progress,
) -> (Index, Vec<Failure>) {
    let mut listing = list(root);
    for path in overlay.keys().filter(|path| path.rsplit('/').next() == Some(GROUP_NAME)) {
        if !listing.events.contains(path) {
            listing.events.push(path.clone());
        }
    }
    progress.expect(listing.events.len() + listing.sources.len());
    let reader = Reader { root, overlay, progress };
    let mut failures = listing.failures;
    let (events, errors) = reader.events(&listing.events);
    failures.extend(errors);
    let (scanned, errors) = reader.sources(&listing.sources);
    failures.extend(errors);

    let paths = listing.sources.iter().map(|listed| listed.path.clone()).collect();
    let mut tree = Surroundings { paths, ..Surroundings::default() };
    tree.version = reader.text("VERSION").and_then(|text| String::from_utf8_lossy(&text).trim().parse().ok());
    tree.groups = reader.text("meson.build").map(|text| Groups::from_meson(&text)).unwrap_or_default();
    let schemas = listing.schemas.iter().filter_map(|path| reader.text(path));
    tree.commands = schemas.flat_map(|text| commands(&text)).collect();
    let includes = scanned.iter().filter(|scanned| !scanned.includes.is_empty());
    let includes = includes.map(|scanned| (&scanned.path, &*scanned.includes));
    tree.includes = Includes::new(includes, &tree.paths);
    let sources = reader.with_pasting(scanned, &listing.sources);
    let mut index = Index::new(events, sources, Arc::new(tree));
    while let Some(next) = reader.read_further(&index, &listing.sources) {
        index = next;
    }
    failures.sort_by(|one, other| one.path.cmp(&other.path));
    (index, failures)
}

#[derive(Default)]
struct Listing {
    events: Vec<Arc<str>>,
    sources: Vec<Listed>,
    schemas: Vec<Arc<str>>,
    failures: Vec<Failure>,
}

struct Listed {
    path: Arc<str>,
    language: Language,
}

/// Lists what is of interest below `root`.
fn list(root: &Path) -> Listing {
    let mut listing = Listing::default();
    let shown = |path: &Path| shown_path(path.strip_prefix(root).unwrap_or(path));
    let is_wanted = |entry: &walkdir::DirEntry| {
        entry.depth() == 0
            || !entry.file_type().is_dir()
            || !(is_passed_over(entry.path(), entry.file_name().as_encoded_bytes())
                || (entry.depth() <= 2 && FOREIGN.contains(&shown(entry.path()).as_str())))
    };
    for entry in WalkDir::new(root).into_iter().filter_entry(is_wanted) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root);
                let reason = error.io_error().map_or_else(|| error.to_string(), told);
                listing.failures.push(Failure::new(path, reason));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.file_name().as_encoded_bytes();
        if name == GROUP_NAME.as_bytes() {
            listing.events.push(shown(entry.path()).into());
        } else if let Some(language) = language(name) {
            listing.sources.push(Listed { path: shown(entry.path()).into(), language });
        } else if name.ends_with(b".json") && entry.path().parent() == Some(&root.join("qapi")) {
            listing.schemas.push(shown(entry.path()).into());
        }
    }
    listing
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
    progress: &'a Progress,
}

impl Reader<'_> {
    fn full(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The bytes of a file; `None` where it can't be read.
    fn text(&self, path: &str) -> Option<Vec<u8>> {
        self.overlay.get(path).cloned().or_else(|| fs::read(self.full(path)).ok())
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
    fn load(&self, path: &Arc<str>, buffer: &mut Vec<u8>) -> Result<(), Failure> {
        buffer.clear();
        if let Some(text) = self.overlay.get(path) {
            buffer.extend_from_slice(text);
            return Ok(());
        }
        let full = self.full(path);
        let failed = |error: std::io::Error| Failure::new(&full, told(&error));
        let file = fs::File::open(&full).map_err(failed)?;
        let length = file.take(LARGEST_SOURCE + 1).read_to_end(buffer).map_err(failed)?;
        if length as u64 > LARGEST_SOURCE {
            buffer.clear();
            let reason = format!("left out: a source of more than {} MiB", LARGEST_SOURCE >> 20);
            return Err(Failure::note(&full, reason));
        }
        Ok(())
    }

    /// Scans again those that use a pasting macro which a header of another defines.
    fn with_pasting(&self, mut scanned: Vec<Scanned>, listed: &[Listed]) -> Vec<Arc<SourceFile>> {
        let is_header = |path: &str| path.ends_with(".h") || path.ends_with(".inc");
        let macros: Vec<PastingMacro> = scanned
            .iter()
            .filter(|scanned| is_header(&scanned.path))
            .flat_map(|scanned| scanned.source.iter().flat_map(|source| source.pasting.clone()))
            .collect();
        if !macros.is_empty() {
            let finders: Vec<_> =
                macros.iter().map(|paste| memmem::Finder::new(paste.name.as_bytes())).collect();
            let again = |buffer: &mut Vec<u8>, listed: &Listed| {
                self.load(&listed.path, buffer).ok()?;
                let uses = finders.iter().any(|finder| finder.find(buffer).is_some());
                let source = (listed.language == Language::C && uses)
                    .then(|| scan(buffer, listed.language, &macros))?;
                Some(Scanned { path: listed.path.clone(), source: Some(source), includes: Vec::new() })
            };
            let found: Vec<_> = listed.par_iter().map_init(Vec::new, again).collect();
            let found: FxHashMap<_, _> =
                found.into_iter().flatten().map(|scanned| (scanned.path.clone(), scanned)).collect();
            scanned.retain(|scanned| !found.contains_key(&scanned.path));
            scanned.extend(found.into_values());
        }
        let file =
            |scanned: Scanned| Some(Arc::new(SourceFile { path: scanned.path, source: scanned.source? }));
        scanned.into_iter().filter_map(file).collect()
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
            for (path, names) in doubtful {
                let found = self.expand(&path, &names, &tree);
                tree.expansions.insert(path, found);
            }
        }
        Some(Index::new(index.events.clone(), index.sources.clone(), Arc::new(tree)))
    }

    /// What the macros of these names stand for in a source, by the definitions that it and the
    /// headers it includes hold.
    fn expand(&self, path: &Arc<str>, names: &[Box<str>], tree: &Surroundings) -> FxHashMap<Box<str>, usize> {
        let mut found = FxHashMap::default();
        let mut visited = FxHashSet::from_iter([path.clone()]);
        let mut waiting = vec![path.clone()];
        while let Some(next) = waiting.pop() {
            let Some(text) = self.text(&next) else { continue };
            for name in names {
                if let Some(expansion) = expansions(&text, name).iter().find(|one| one.arguments != 1) {
                    found.insert(name.clone(), expansion.arguments);
                }
            }
            for include in includes(&text).iter().filter(|include| include.is_quoted) {
                if let Some(header) = resolve(&include.path, &next, path, &tree.paths)
                    && visited.insert(header.clone())
                {
                    waiting.push(header.clone());
                }
            }
        }
        found
    }

    /// Looks through all sources for those that include one of `parts`.
    fn find_includers(&self, parts: &[&Arc<str>], listed: &[Listed], tree: &mut Surroundings) {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let names: Vec<String> = parts.iter().map(|path| name(path) + "\"").collect();
        let finders: Vec<_> = names.iter().map(|name| memmem::Finder::new(name.as_bytes())).collect();
        let search = |buffer: &mut Vec<u8>, listed: &Listed| {
            self.load(&listed.path, buffer).ok()?;
            let is_hit = finders.iter().any(|finder| finder.find(buffer).is_some());
            is_hit.then(|| (listed.path.clone(), includes(buffer)))
        };
        let found: Vec<_> = listed.par_iter().map_init(Vec::new, search).collect();
        for part in parts {
            tree.includes.includers.entry((***part).into()).or_default();
        }
        for (path, includes) in found.into_iter().flatten() {
            for include in includes.iter().filter(|include| include.is_quoted) {
                let Some(part) = resolve(&include.path, &path, &path, &tree.paths) else { continue };
                if let Some(includers) = tree.includes.includers.get_mut(&**part)
                    && !includers.contains(&path)
                {
                    includers.push(path.clone());
                }
            }
            tree.includes.headers.entry(path).or_insert(includes);
        }
    }
}

/// What is worth keeping of a source.
fn scanned(listed: &Listed, text: &[u8]) -> Option<Scanned> {
    let is_wrapper = listed.path.rsplit('/').next() == Some("trace.h");
    let source = concerns_tracing(text).then(|| scan(text, listed.language, &[]));
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
