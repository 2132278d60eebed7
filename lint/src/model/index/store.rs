//! The index itself: the files of a tree, and what each name in them stands for.

use super::includes::{GroupsSeen, Headers};
use super::names::{Entry, Names};
use super::source_file::SourceFile;
use super::tree_facts::TreeFacts;
use crate::parse::command::CommandFile;
use crate::parse::event_list::EventList;
use crate::parse::events::Event;
use crate::parse::events::File;
use crate::parse::groups::{directory_of, group_name};
use crate::parse::script::ScriptFile;
use crate::parse::source::{Kind, Reference};
use crate::parse::systemtap::SystemTapFile;
use crate::qemu::era::Wiring;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// The files that may mean each `trace.h` by what they include, in the order of their paths.
pub(super) type Includers = FxHashMap<Box<str>, Vec<Arc<str>>>;

/// The index of a tree, or of files that lie in none.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The trace-events files, in the order of their paths.
    pub events: Vec<Arc<File>>,
    /// The sources that concern tracing, in the order of their paths.
    pub sources: Arc<Vec<Arc<SourceFile>>>,
    /// The event lists, in the order of their paths.
    pub lists: Vec<Arc<EventList>>,
    /// The scripts that concern simpletrace, in the order of their paths.
    pub scripts: Vec<Arc<ScriptFile>>,
    /// The SystemTap scripts that speak of QEMU, in the order of their paths.
    pub systemtap_files: Vec<Arc<SystemTapFile>>,
    /// The files with commands that name events, of those that are asked about, in the order of their paths.
    pub command_files: Vec<Arc<CommandFile>>,
    /// What else is known of the tree.
    pub facts: Arc<TreeFacts>,
    /// True when the sources of the tree were read: what is called can be known.
    pub has_sources: bool,
    /// What each name stands for, by the name in lower case.
    pub(super) names: Names,
    /// The groups that each source sees, in the order of `sources`.
    pub(super) seen: Arc<Vec<Arc<GroupsSeen>>>,
    /// The files that may mean each `trace.h`; found when first asked for.
    pub(super) includers: Arc<OnceLock<Includers>>,
}

/// A declaration and its file.
#[derive(Clone, Copy, Debug)]
pub struct Declaration<'a> {
    pub file: &'a Arc<File>,
    pub event: &'a Event,
}

/// A reference and its source.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The index of the source.
    pub source: usize,
    pub file: &'a Arc<SourceFile>,
    pub reference: &'a Reference,
}

impl Declaration<'_> {
    /// The directory of its group.
    pub fn directory(&self) -> &str {
        directory_of(&self.file.path)
    }
}

impl Site<'_> {
    /// The name of the function round it.
    pub fn function(&self) -> Option<&str> {
        let function = self.file.source.functions.get(self.reference.function? as usize)?;
        Some(&function.name)
    }
}

impl Index {
    /// Ties together the files of a tree.
    pub fn new(
        mut events: Vec<Arc<File>>,
        mut sources: Vec<Arc<SourceFile>>,
        facts: Arc<TreeFacts>,
    ) -> Index {
        events.sort_by(|one, other| one.path.cmp(&other.path));
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        let names = Names::new(&events, &sources);
        let sources = Arc::new(sources);
        Index { events, sources, facts, has_sources: true, names, ..Index::default() }.seeing()
    }

    /// The same, with the groups that each source sees.
    pub(super) fn seeing(mut self) -> Index {
        let sources = (0..self.sources.len()).into_par_iter();
        self.seen = Arc::new(sources.map(|source| Arc::new(self.see_groups(source))).collect());
        self
    }

    /// The groups that a source sees: deeper than by its own includes only when these do not
    /// explain all that it calls.
    pub(super) fn see_groups(&self, source: usize) -> GroupsSeen {
        let file = &self.sources[source];
        let TreeFacts { includes, paths, .. } = &*self.facts;
        let headers = Headers { paths, events: &self.events, wiring: self.facts.wiring() };
        let seen = includes.seen_directly(file, headers);
        if file.source.references.iter().all(|reference| self.is_seen(reference, &seen)) {
            return seen;
        }
        let includes_of = |path: &str| {
            let found = self.find_source(path)?;
            Some(&*self.sources[found].source.includes)
        };
        includes.seen_deeply(file, headers, &includes_of)
    }

    /// The paths of the sources that see the group of no declaration of some event that they name.
    pub(crate) fn unexplained(&self) -> impl Iterator<Item = &Arc<str>> {
        let is_explained = |source: usize| {
            let references = &self.sources[source].source.references;
            references.iter().all(|reference| self.is_seen(reference, &self.seen[source]))
        };
        (0..self.sources.len())
            .filter(move |&source| !is_explained(source))
            .map(|source| &self.sources[source].path)
    }

    /// True unless a reference uses a declared event of which no declaration's group is seen.
    pub fn is_seen(&self, reference: &Reference, seen: &GroupsSeen) -> bool {
        let is_use = matches!(reference.kind, Kind::Call(_) | Kind::Value | Kind::Guard(_));
        if reference.is_dead || !is_use || self.facts.wiring() == Wiring::OneHeader {
            return true;
        }
        let mut declarations = self.declarations_of_any_case(&reference.name).peekable();
        declarations.peek().is_none()
            || declarations.any(|declaration| seen.sees(&group_name(declaration.directory())))
    }

    /// The files whose includes are still to be read to know what the sources see.
    pub fn unread(&self) -> impl Iterator<Item = &Arc<str>> {
        self.seen.iter().flat_map(|seen| &seen.unread)
    }

    /// The index of files without the sources that use them.
    pub fn of_files(events: Vec<Arc<File>>, facts: Arc<TreeFacts>) -> Index {
        Index { has_sources: false, ..Index::new(events, Vec::new(), facts) }
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.names.get(name)
    }

    /// The declarations of a name, whatever its case, in the order of the files.
    pub fn declarations_of_any_case(&self, name: &str) -> impl Iterator<Item = Declaration<'_>> {
        self.entry(name).into_iter().flat_map(|entry| &entry.declarations).map(|&(file, event)| {
            let file = &self.events[file as usize];
            Declaration { file, event: &file.events[event as usize] }
        })
    }

    /// The declarations of a name, in the order of the files.
    pub fn declarations(&self, name: &str) -> impl Iterator<Item = Declaration<'_>> {
        self.declarations_of_any_case(name)
            .filter(move |declaration| declaration.file.name(declaration.event) == name)
    }

    /// The places in the sources that name an event, guards among them, in the order of the sources.
    pub fn sites(&self, name: &str) -> impl Iterator<Item = Site<'_>> {
        let places = self.entry(name).into_iter().flat_map(|entry| &entry.references);
        places.map(|&(source, reference)| self.site(source as usize, reference as usize)).filter(
            move |site| matches!(site.reference.kind, Kind::Guard(_)) || *site.reference.name == *name,
        )
    }

    fn site(&self, source: usize, reference: usize) -> Site<'_> {
        let file = &self.sources[source];
        Site { source, file, reference: &file.source.references[reference] }
    }

    /// The groups whose header a source includes.
    pub fn groups_seen(&self, source: usize) -> &GroupsSeen {
        &self.seen[source]
    }

    /// The trace-events files in which a source may look for an event: those of the groups that it
    /// sees, and that of its directory.
    pub(crate) fn events_seen(&self, source: usize) -> impl Iterator<Item = &Arc<File>> {
        let own = directory_of(&self.sources[source].path);
        let seen = self.groups_seen(source);
        self.events.iter().filter(move |file| {
            let directory = directory_of(&file.path);
            directory == own || seen.sees(&group_name(directory))
        })
    }

    /// True unless no build links the events of both files.
    pub fn are_linked(&self, first: &File, second: &File) -> bool {
        !self.facts.is_fragment
            && self.facts.groups.are_linked(directory_of(&first.path), directory_of(&second.path))
    }

    /// The index in `events` of the file of this path.
    pub fn find_events(&self, path: &str) -> Option<usize> {
        self.events.binary_search_by(|file| (*file.path).cmp(path)).ok()
    }

    /// The index in `sources` of the file of this path.
    pub fn find_source(&self, path: &str) -> Option<usize> {
        self.sources.binary_search_by(|file| (*file.path).cmp(path)).ok()
    }

    /// Every declared name, in no order.
    pub fn declared_names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.events.iter().flat_map(|file| file.events.iter().map(|event| file.name(event)))
    }
}
