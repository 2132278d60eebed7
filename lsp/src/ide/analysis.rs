//! What a user may ask of a place in a file. Which feature answers depends on what the file is: that is decided here,
//! and nowhere after it.

use super::actions::offer::{Action, Change, Step};
use super::actions::{self, Wanted};
use super::completion::item::{Completions, Subject};
use super::hover::Hover;
use super::inlay_hints::Hint;
use super::markup::Block;
use super::place::Place;
use super::rename::edits::{Renamed, Renaming};
use super::signature_help::Signature;
use super::source::{Source, Tree};
use super::target::Target;
use super::{
    call_completion, call_hints, call_hover, call_signature, call_sites, commands, completion, event_lists,
    hover, inlay_hints, rename, signature_help, target,
};
use std::sync::{Arc, LazyLock};
use trace_lint::model::index::Index;
use trace_lint::parse::event_list::EventList;
use trace_lint::parse::source::language;
use trace_lint::text::Span;

/// What a user may ask.
#[derive(Clone, Copy)]
pub struct Analysis<'a> {
    file: &'a dyn Source,
}

impl<'a> Analysis<'a> {
    pub fn of(file: &'a dyn Source) -> Analysis<'a> {
        Analysis { file }
    }

    fn index(self) -> &'a Index {
        static NONE: LazyLock<Index> = LazyLock::new(Index::default);
        self.file.tree().map_or(&*NONE, Tree::index)
    }

    fn list(self) -> Option<&'a Arc<EventList>> {
        self.file.tree()?.list(self.file.path())
    }

    /// What is to be said of a place.
    pub fn hover(self, offset: u32) -> Option<Hover> {
        if let Some(file) = self.file.events() {
            let mut said = hover::hover(file, self.index(), offset)?;
            if let (Some(tree), Some(event)) = (self.file.tree(), file.event_at(offset))
                && event.name == said.span
            {
                let backends = tree.settings().policy.backends(self.file.path());
                said.blocks.extend(hover::backend_blocks(file, event, &backends, tree.settings().era));
            }
            return Some(said);
        }
        let tree = self.file.tree()?;
        if let Some(list) = self.list() {
            return event_lists::hover(list, tree.catalogue()?, offset);
        }
        let in_commands = || commands::hover(self.file.commands()?, tree.index(), tree.catalogue()?, offset);
        call_hover::hover(tree.index(), self.file.path(), offset).or_else(in_commands)
    }

    /// What may stand at a place.
    pub fn completions(self, offset: u32) -> Option<Completions> {
        if let Some(file) = self.file.events() {
            let items = completion::completions(file, self.index(), offset);
            return Some(Completions { items, is_complete: true });
        }
        let tree = self.file.tree()?;
        if let Some(list) = self.list() {
            let items = event_lists::completions(list, tree.catalogue()?, tree.index(), offset);
            // What is typed decides which patterns are offered.
            return Some(Completions { items, is_complete: false });
        }
        language(self.file.path().as_bytes())?;
        let text = &self.file.document()?.text;
        Some(call_completion::complete(tree.index(), self.file.path(), text, offset))
    }

    /// The documentation of an item.
    pub fn documentation(self, subject: &Subject) -> Option<Vec<Block>> {
        completion::documentation(self.index(), self.file.path(), subject)
    }

    /// The event whose format is written at a place, and the argument that is printed there; in a source the event
    /// that is called, and the argument that is passed.
    pub fn signature(self, offset: u32) -> Option<Signature> {
        match self.file.events() {
            Some(file) => signature_help::signature(file, offset),
            None => call_signature::signature(self.file.tree()?.index(), self.file.path(), offset),
        }
    }

    /// The names of arguments that are not written, in a range.
    pub fn hints(self, range: Span) -> Option<Vec<Hint>> {
        match self.file.events() {
            Some(file) => Some(inlay_hints::hints(file, range)),
            None => Some(call_hints::hints(self.file.tree()?.index(), self.file.path(), range)),
        }
    }

    /// What stands at a place.
    pub fn target(self, offset: u32) -> Option<Target<'a>> {
        let index = self.file.tree()?.index();
        target::target(index, self.file.path(), offset)
            .or_else(|| commands::target(self.file.commands()?, index, offset))
    }

    /// Where what stands at a place comes from.
    pub fn definition(self, offset: u32) -> Option<Link> {
        let target = self.target(offset)?;
        Some(Link { origin: target.span(), places: call_sites::definition(self.index(), &target) })
    }

    /// Where an event happens.
    pub fn implementation(self, offset: u32) -> Option<Link> {
        let target = self.target(offset)?;
        Some(Link { origin: target.span(), places: call_sites::implementation(self.index(), &target) })
    }

    /// What a place is a part of, to be shown with it.
    pub fn whole(self, place: &Place) -> Span {
        call_sites::whole(self.index(), place)
    }

    /// All that names an event or an argument.
    pub fn references(self, offset: u32, with_declaration: bool) -> Option<Vec<Place>> {
        let (tree, target) = (self.file.tree()?, self.target(offset)?);
        Some(call_sites::references(&tree.index_with_commands(), &target, with_declaration))
    }

    /// What would be renamed; `None` where nothing has a name that we know.
    pub fn prepare_rename(self, offset: u32) -> Option<Result<Renamed, String>> {
        let (tree, target) = (self.file.tree()?, self.target(offset)?);
        Some(rename::prepare(tree.index(), &target, &|path| tree.text(path)))
    }

    /// The edits of a renaming.
    ///
    /// # Errors
    /// The reason why there are none.
    pub fn rename(self, offset: u32, new: &str) -> Result<Renaming, String> {
        let target = self.file.tree().zip(self.target(offset));
        let (tree, target) = target.ok_or("no event is named here")?;
        rename::rename(&tree.index_with_commands(), &target, new, &|path| tree.text(path))
    }

    /// What can be done about the findings in a range, and what else there is to do.
    pub fn actions(self, range: Span, wanted: Wanted) -> Vec<Action<'a>> {
        actions::actions(self.file, range, wanted)
    }

    /// What an action does; `None` where it is not needed any more.
    pub fn change(self, step: &Step) -> Option<Change> {
        actions::change(self.file, step)
    }
}

pub struct Link {
    /// What was asked about.
    pub origin: Span,
    pub places: Vec<Place>,
}
