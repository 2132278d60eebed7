//! Every file of an index, whatever it is.

use super::source_file::SourceFile;
use super::store::Index;
use crate::parse::allow::{Allow, Marks, allows};
use crate::parse::command::CommandFile;
use crate::parse::event_list::EventList;
use crate::parse::events::File;
use crate::parse::script::ScriptFile;
use crate::parse::systemtap::SystemTapFile;
use std::borrow::Cow;
use std::sync::Arc;

/// A file of an index. A Python file may be there twice: as a script, and as one with commands.
#[derive(Clone, Copy, Debug)]
pub enum IndexedFile<'a> {
    /// A trace-events file.
    Events(&'a Arc<File>),
    /// A source, and its place in [`Index::sources`].
    Source(usize, &'a Arc<SourceFile>),
    /// An event list.
    List(&'a Arc<EventList>),
    /// An analysis script.
    Script(&'a Arc<ScriptFile>),
    /// A SystemTap script.
    SystemTap(&'a Arc<SystemTapFile>),
    /// A file with commands.
    Commands(&'a Arc<CommandFile>),
}

impl<'a> IndexedFile<'a> {
    /// Its path as shown.
    pub fn path(&self) -> &'a Arc<str> {
        match self {
            IndexedFile::Events(file) => &file.path,
            IndexedFile::Source(_, file) => &file.path,
            IndexedFile::List(list) => &list.path,
            IndexedFile::Script(file) => &file.path,
            IndexedFile::SystemTap(file) => &file.path,
            IndexedFile::Commands(file) => &file.path,
        }
    }

    /// Its comments that allow findings.
    pub fn allows(&self) -> Cow<'a, [Allow]> {
        match self {
            IndexedFile::Events(file) => Cow::Owned(allows(&file.text, Marks::Hash)),
            IndexedFile::List(list) => Cow::Owned(allows(&list.text, Marks::Hash)),
            IndexedFile::Source(_, file) => Cow::Borrowed(&file.source.allows),
            IndexedFile::Script(file) => Cow::Borrowed(&file.script.allows),
            IndexedFile::SystemTap(file) => Cow::Borrowed(&file.script.allows),
            IndexedFile::Commands(file) => Cow::Borrowed(&file.commands.allows),
        }
    }
}

impl Index {
    /// All its files, by what they are, then in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = IndexedFile<'_>> {
        let sources = self.sources.iter().enumerate();
        self.events
            .iter()
            .map(IndexedFile::Events)
            .chain(sources.map(|(place, file)| IndexedFile::Source(place, file)))
            .chain(self.lists.iter().map(IndexedFile::List))
            .chain(self.scripts.iter().map(IndexedFile::Script))
            .chain(self.systemtap_files.iter().map(IndexedFile::SystemTap))
            .chain(self.command_files.iter().map(IndexedFile::Commands))
    }

    /// What it has of this path.
    pub fn at(&self, path: &str) -> impl Iterator<Item = IndexedFile<'_>> {
        let events = self.find_events(path).map(|place| IndexedFile::Events(&self.events[place]));
        let source = self.find_source(path).map(|place| IndexedFile::Source(place, &self.sources[place]));
        events
            .into_iter()
            .chain(source)
            .chain(self.find_list(path).map(IndexedFile::List))
            .chain(self.find_script(path).map(IndexedFile::Script))
            .chain(self.find_systemtap_file(path).map(IndexedFile::SystemTap))
            .chain(find(&self.command_files, path, |file| &file.path).map(IndexedFile::Commands))
    }

    /// The event list of this path.
    pub fn find_list(&self, path: &str) -> Option<&Arc<EventList>> {
        find(&self.lists, path, |list| &list.path)
    }

    /// The script of this path.
    pub fn find_script(&self, path: &str) -> Option<&Arc<ScriptFile>> {
        find(&self.scripts, path, |file| &file.path)
    }

    /// The SystemTap script of this path.
    pub fn find_systemtap_file(&self, path: &str) -> Option<&Arc<SystemTapFile>> {
        find(&self.systemtap_files, path, |file| &file.path)
    }
}

fn find<'a, T>(files: &'a [Arc<T>], path: &str, path_of: impl Fn(&T) -> &str) -> Option<&'a Arc<T>> {
    let place = files.binary_search_by(|file| path_of(file).cmp(path)).ok()?;
    Some(&files[place])
}
