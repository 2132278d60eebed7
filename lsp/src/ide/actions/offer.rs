//! What a code action that no finding carries a fix for is, and what it does.

use super::super::place::FileEdits;
use std::sync::Arc;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assist {
    /// Declares the event that is called.
    Declare,
    /// Includes the header of the event's group.
    Include,
    /// Writes the `trace.h` of a directory.
    WriteHeader,
    /// Adds a directory to the list in meson.build.
    List,
}

/// An action that is offered, without its edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it does.
    pub assist: Assist,
    /// The same for people.
    pub title: String,
    /// Where it was found to be needed: an offset in the file.
    pub at: u32,
}

/// What an action does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The edits of files that are there.
    pub edits: Vec<FileEdits>,
    /// The files to be made, with their texts.
    pub files: Vec<(Arc<str>, String)>,
}

impl Assist {
    const ALL: [Assist; 4] = [Assist::Declare, Assist::Include, Assist::WriteHeader, Assist::List];

    /// Its name between the server and the client.
    pub fn name(self) -> &'static str {
        match self {
            Assist::Declare => "declare",
            Assist::Include => "include",
            Assist::WriteHeader => "write-header",
            Assist::List => "list",
        }
    }

    /// The one of that name.
    pub fn find(name: &str) -> Option<Assist> {
        Assist::ALL.into_iter().find(|assist| assist.name() == name)
    }
}
