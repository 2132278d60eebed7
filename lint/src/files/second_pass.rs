//! What a tree is read for once its sources have been scanned: headers that paste names together,
//! files between a call and the header of its group, macros in argument lists.

use super::argument_macros::expand;
use super::listing::Listed;
use super::pasting_macros::{HeaderMacros, known_macros};
use super::reader::{Reader, Scanned};
use crate::model::index::{Index, SourceFile, TreeFacts, resolve};
use crate::parse::events::File;
use crate::parse::file_kind::{is_header, is_trace_header};
use crate::parse::groups::directory_of;
use crate::parse::source::{Language, PastingMacro, includes, scan};
use crate::qemu::era::Wiring;
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::sync::Arc;

impl Reader<'_> {
    /// Reads the includes of the sources, used or not, beside a `trace.h` that is missing or may have
    /// been left behind: they tell whether somebody needs it.
    pub(super) fn read_neighbours(&self, events: &[Arc<File>], listed: &[Listed], tree: &mut TreeFacts) {
        if tree.wiring() != Wiring::Wrappers {
            return;
        }
        let groups: FxHashSet<&str> = events.iter().map(|file| directory_of(&file.path)).collect();
        let wrappers: FxHashSet<&str> =
            tree.paths.iter().filter(|path| is_trace_header(path)).map(|path| directory_of(path)).collect();
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
    pub(super) fn with_pasting(
        &self,
        mut scanned: Vec<Scanned>,
        listed: &[Listed],
        tree: &mut TreeFacts,
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
            tree.pasting = known;
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
    pub(super) fn read_further(&self, index: &Index, listed: &[Listed]) -> Option<Index> {
        let mut tree = TreeFacts::clone(&index.facts);
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
            let doubtful = index.doubtful_macros(tree.era());
            if parts.is_empty() && doubtful.is_empty() {
                return None;
            }
            if !parts.is_empty() {
                self.find_includers(&parts, listed, &mut tree);
            }
            if !doubtful.is_empty() {
                let found = expand(doubtful, &tree, &|path| self.text(path));
                tree.macros.extend(found);
            }
        }
        Some(index.with_facts(Arc::new(tree)))
    }

    /// Looks through all sources for those that include one of `parts`, which may be many.
    fn find_includers(&self, parts: &[&Arc<str>], listed: &[Listed], tree: &mut TreeFacts) {
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
