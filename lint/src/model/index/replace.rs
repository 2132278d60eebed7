//! What becomes of an index when one file changes: for `--diff` and `--fix`, and for each edit in an editor.
//!
//! Most changes concern one file alone. Some say what other files mean: which groups they see, what a macro in
//! their calls stands for. Then only reading the tree tells what the index is, and `is_settled` is false.

use super::source_file::SourceFile;
use super::store::Index;
use super::tree_facts::TreeFacts;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::file_kind::{file_name, is_header, is_part_of_source};
use crate::parse::groups::directory_of;
use crate::parse::script::{self, ScriptFile};
use crate::parse::source::{Include, PastingMacro, includes, is_of_interest, scan};
use crate::parse::systemtap::{self, SystemTapFile};
use crate::parse::{FileKind, Language};
use memchr::memmem;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// An index after a change.
#[derive(Clone, Debug)]
pub struct Replaced {
    /// The index: as near to what reading the tree would give as can be told.
    pub index: Index,
    /// False when only reading the tree tells what the change means for other files.
    pub is_settled: bool,
}

/// What a file holds after a change.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// It is not there any more, or can't be read.
    Gone,
    /// This text.
    Text(&'a [u8]),
    /// A trace-events file that was parsed already.
    Events(Arc<File>),
    /// An event list that was read already.
    List(Arc<EventList>),
}

impl<'a> From<Option<&'a [u8]>> for Content<'a> {
    fn from(text: Option<&'a [u8]>) -> Content<'a> {
        text.map_or(Content::Gone, Content::Text)
    }
}

impl Content<'_> {
    fn text(&self) -> Option<&[u8]> {
        match self {
            Content::Gone => None,
            Content::Text(text) => Some(text),
            Content::Events(file) => Some(&file.text),
            Content::List(list) => Some(&list.text),
        }
    }
}

impl Index {
    /// The index after the file of this path has changed.
    pub fn replace(&self, path: &Arc<str>, content: Content) -> Replaced {
        let settled = |index| Replaced { index, is_settled: true };
        if let Content::List(list) = content {
            return settled(self.with_list(list));
        }
        match FileKind::of(path) {
            FileKind::Events => self.replace_events(path, content),
            FileKind::Source(language) => self.replace_source(path, content.text(), language),
            FileKind::Script => settled(match content.text().and_then(script::read) {
                Some(script) => self.with_script(Arc::new(ScriptFile { path: path.clone(), script })),
                None => self.without(path),
            }),
            FileKind::SystemTap | FileKind::Bpftrace => {
                settled(match content.text().and_then(|text| systemtap::read(path, text)) {
                    Some(script) => {
                        self.with_systemtap_file(Arc::new(SystemTapFile { path: path.clone(), script }))
                    }
                    None => self.without(path),
                })
            }
            kind if kind == FileKind::EventList || self.find_list(path).is_some() => {
                settled(match content.text() {
                    Some(text) => self.with_list(Arc::new(EventList::new(path.clone(), text.to_vec()))),
                    None => self.without(path),
                })
            }
            FileKind::Meson
            | FileKind::Version
            | FileKind::Config
            | FileKind::GitIgnore
            | FileKind::Schema
            | FileKind::BuildEvents => Replaced { index: self.clone(), is_settled: false },
            FileKind::EventList | FileKind::OtherEvents | FileKind::SubMeson | FileKind::Other => {
                settled(self.clone())
            }
        }
    }

    fn replace_events(&self, path: &Arc<str>, content: Content) -> Replaced {
        let file = match (content.text(), &content) {
            (_, Content::Events(file)) => Arc::clone(file),
            (Some(text), _) => Arc::new(File::new(path.clone(), text.to_vec())),
            (None, _) => {
                let is_settled = self.find_events(path).is_none();
                return Replaced { index: self.without(path), is_settled };
            }
        };
        let Some(place) = self.find_events(path) else {
            return Replaced { index: self.with_events(file), is_settled: false };
        };
        let old = &self.events[place];
        let index = self.with_events(Arc::clone(&file));
        // A call of an event that has other arguments now may pass a macro for several.
        let named =
            [old, &file].into_iter().flat_map(|file| file.events.iter().map(|event| file.name(event)));
        let entries = named.filter_map(|name| index.entry(&name));
        let mut sources: Vec<usize> =
            entries.flat_map(|entry| &entry.references).map(|(source, _)| *source as usize).collect();
        sources.sort_unstable();
        sources.dedup();
        let is_settled = index.are_settled(&sources);
        Replaced { index, is_settled }
    }

    fn replace_source(&self, path: &Arc<str>, text: Option<&[u8]>, language: Language) -> Replaced {
        let tree = &self.facts;
        let mut is_settled = true;
        let mut index = self.clone();
        if text.is_some() != tree.paths.contains(path) {
            match come_or_gone(self, path, text.is_some()) {
                Some(other) => index = other,
                None => is_settled = false,
            }
        }
        let before = self.find_source(path).map(|place| Arc::clone(&self.sources[place]));
        let before = before.as_ref().map(|file| &file.source);
        let macros = tree.pasting.get(path).map_or(&[][..], |macros| macros);
        is_settled &= text.is_none_or(|text| uses_no_other(self, text, macros));
        let is_kept = |text: &&[u8]| is_of_interest(path, text) || uses(text, macros);
        let after = text.filter(is_kept).map(|text| scan(text, language, macros));

        // What others know of it.
        let had = tree.includes.headers.get(path).or_else(|| before.map(|source| &source.includes));
        let has = match (&after, text) {
            (Some(source), _) => source.includes.clone(),
            (None, Some(text)) => includes(text),
            (None, None) => Vec::new(),
        };
        is_settled &= text.is_none() || tree.includes.headers.get(path).is_none_or(|known| *known == has);
        is_settled &= includes_settle(self, path, had.map(Vec::as_slice), &has);
        is_settled &= tree.macros.are_same(path, text.unwrap_or_default());
        let pasting = |source: Option<&crate::parse::source::Source>| {
            source.filter(|_| is_header(path)).map(|source| source.pasting.clone()).unwrap_or_default()
        };
        is_settled &= pasting(before) == pasting(after.as_ref());
        let several = |source: Option<&crate::parse::source::Source>| {
            source.map(|source| source.several.clone()).unwrap_or_default()
        };
        let is_same_several = several(before) == several(after.as_ref());
        if tree.macros.expansions.contains_key(path) {
            let asked = |source: Option<&crate::parse::source::Source>| {
                source.map(|source| source.may_expand().cloned().collect::<FxHashSet<_>>())
            };
            is_settled &= asked(before) == asked(after.as_ref());
        }

        index = match after {
            Some(source) => index.with_source(Arc::new(SourceFile { path: path.clone(), source })),
            None if before.is_some() => index.without(path),
            None => index,
        };
        is_settled &= is_same_several || index.doubtful_macros(self.facts.era()).is_empty();
        is_settled &= index.find_source(path).is_none_or(|source| index.are_settled(&[source]));
        Replaced { index, is_settled }
    }

    /// True when all that must be read to know what these sources mean has been read.
    fn are_settled(&self, sources: &[usize]) -> bool {
        let several = self.macros_for_several();
        let era = self.facts.era();
        sources.iter().all(|&source| {
            let file = &self.sources[source];
            let seen = self.groups_seen(source);
            let is_explained = || {
                file.source.references.iter().all(|reference| self.is_seen(reference, seen))
                    || self.facts.includes.includers.contains_key(&*file.path)
            };
            seen.unread.is_empty()
                && is_explained()
                && self.doubtful_names(source, &several, era).next().is_none()
        })
    }
}

/// The index with a source that is new, or without one that goes; `None` where others may include it, or
/// where it tells whether a `trace.h` beside it is needed.
fn come_or_gone(index: &Index, path: &Arc<str>, comes: bool) -> Option<Index> {
    let tree = &index.facts;
    let directory = directory_of(path);
    let has_events = index.events.iter().any(|file| directory_of(&file.path) == directory);
    let has_header = tree.paths.contains(&*format!("{directory}/trace.h"));
    let name = file_name(path);
    let names = |include: &Include| file_name(&include.path) == name;
    let is_included = index.sources.iter().any(|file| file.source.includes.iter().any(names))
        || tree.includes.headers.values().flatten().any(names);
    if is_header(path) || is_included || (!directory.is_empty() && has_events != has_header) {
        return None;
    }
    let mut tree = TreeFacts::clone(tree);
    match comes {
        true => tree.paths.insert(path.clone()),
        false => tree.paths.remove(path),
    };
    tree.non_utf8_paths.remove(path);
    Some(index.with_facts(Arc::new(tree)))
}

/// True when one of these macros may be used in a text.
fn uses(text: &[u8], macros: &[PastingMacro]) -> bool {
    macros.iter().any(|macro_| memmem::find(text, macro_.name.as_bytes()).is_some())
}

/// True unless a text may use a macro of some header that pastes names of events together, and that it was not
/// known to use.
fn uses_no_other(index: &Index, text: &[u8], known: &[PastingMacro]) -> bool {
    let headers = index.sources.iter().filter(|file| is_header(&file.path));
    let mut macros = headers.flat_map(|file| &file.source.pasting);
    let is_known = |name: &str| known.iter().any(|known| *known.name == *name);
    !macros.any(|macro_| !is_known(&macro_.name) && memmem::find(text, macro_.name.as_bytes()).is_some())
}

/// True when a change of what a file includes means nothing to others. Of a file whose includes nobody has asked
/// for so far, they mean something only where parts of sources are among them.
fn includes_settle(index: &Index, path: &str, had: Option<&[Include]>, has: &[Include]) -> bool {
    let (before, after) = (included(had.unwrap_or_default()), included(has));
    before == after
        || !(had.is_some() && is_seen_through(index, path) || is_of_parts(&index.facts, &before, &after))
}

/// True when what a file includes matters to others.
fn is_seen_through(index: &Index, path: &str) -> bool {
    let TreeFacts { includes, .. } = &*index.facts;
    is_header(path)
        || includes.headers.contains_key(path)
        || includes.includers.contains_key(path)
        || (0..index.sources.len())
            .any(|source| index.groups_seen(source).through.iter().any(|through| **through == *path))
}

/// True when files that are parts of others are among the includes that come or go.
fn is_of_parts(tree: &TreeFacts, had: &[Included], has: &[Included]) -> bool {
    let parts: FxHashSet<&str> = tree.includes.includers.keys().map(|path| file_name(path)).collect();
    let is_part = |path: &str| is_part_of_source(path) || parts.contains(file_name(path));
    let other = |one: &[Included], two: &[Included]| one.iter().any(|it| !two.contains(it) && is_part(it.0));
    other(had, has) || other(has, had)
}

/// A path that is included, and whether with quotes.
type Included<'a> = (&'a str, bool);

fn included(includes: &[Include]) -> Vec<Included<'_>> {
    includes.iter().map(|include| (&*include.path, include.is_quoted)).collect()
}
