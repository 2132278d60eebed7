//! What a feature may ask of the file that it looks at. Each thing is found out when it is first asked for.

use std::sync::Arc;
use trace_lint::linter::Settings;
use trace_lint::model::catalogue::Catalogue;
use trace_lint::model::index::Index;
use trace_lint::parse::command::CommandFile;
use trace_lint::parse::event_list::EventList;
use trace_lint::parse::events::File;
use trace_lint::rules::diagnostic::Diagnostic;
use trace_lint::text::Document;

/// A file that is looked at.
pub trait Source {
    /// Its path, as findings and places name it.
    fn path(&self) -> &Arc<str>;
    fn document(&self) -> Option<&Document>;
    /// Its events, of a trace-events file.
    fn events(&self) -> Option<&Arc<File>>;
    /// The commands in it that name events.
    fn commands(&self) -> Option<&Arc<CommandFile>>;
    fn findings(&self) -> &[Diagnostic];
    fn tree(&self) -> Option<&dyn Tree>;
}

/// The tree round a file.
pub trait Tree {
    fn index(&self) -> &Index;
    /// The same with the commands in the documents that are open.
    fn index_with_commands(&self) -> Index;
    /// The events that it has, as event lists and commands name them; `None` where it declares none.
    fn catalogue(&self) -> Option<&Catalogue>;
    fn list(&self, path: &str) -> Option<&Arc<EventList>>;
    fn settings(&self) -> &Settings;
    fn text(&self, path: &str) -> Option<Vec<u8>>;
    /// True when something of this path is on the disk, be it a link that leads nowhere.
    fn is_on_disk(&self, path: &str) -> bool;
}
