//! Completion: what may stand at a cursor in a trace-events file, in lines that are whole and in those
//! that are being typed.

mod arguments;
mod conversions;
mod format;
mod head;
mod headings;
mod place;
mod site;
#[cfg(test)]
mod tests;

use super::call_hover::declared_blocks;
use super::hosts::type_table;
use super::hover::{conversion_blocks, event_blocks, property};
use super::markup::{Block, code};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use trace_lint::event::Event;
use trace_lint::file::File;
use trace_lint::index::Index;
use trace_lint::printf::CType;
use trace_lint::source::Kind;
use trace_lint::text::Span;
use trace_lint::version::Version;

/// Something that may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How it is listed.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// What is shown beside the label.
    pub detail: String,
    /// What it is found by, when some of it is typed.
    pub filter: String,
    /// What it replaces: in one line, and round the cursor.
    pub span: Span,
    /// What is inserted.
    pub text: String,
    /// The same with tab stops, where there are any.
    pub snippet: Option<String>,
    /// What its documentation is about.
    pub subject: Option<Subject>,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A property of an event.
    Property,
    /// The declaration of an event.
    Event,
    /// A type.
    Type,
    /// An argument.
    Argument,
    /// A conversion, or what a macro adds to it.
    Conversion,
    /// A conversion with its label, or several.
    Labelled,
    /// A heading.
    Heading,
}

/// What documentation is about: little, so that it can be kept until it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A property.
    Property(String),
    /// A type.
    Type(String),
    /// A declaration as a whole.
    Event(String),
    /// The first conversion of a declaration.
    Conversion(String),
    /// An event that is declared: the path of its file, and its name.
    Declared(String, String),
}

/// What may stand at an offset, the likeliest first.
pub fn completions(file: &Arc<File>, index: &Index, offset: u32) -> Vec<Item> {
    let place = site::site(file, offset);
    match place.kind {
        site::SiteKind::Comment => headings::in_comment(file, index, &place),
        site::SiteKind::Head => {
            let mut found = head::items(file, index, &place);
            if place.is_blank_line {
                found.extend(headings::on_blank_line(file, index, &place));
            }
            found
        }
        site::SiteKind::Arguments { start } => arguments::items(file, index, &place, start),
        site::SiteKind::BehindArguments { end } => format::whole(file, &place, end),
        site::SiteKind::String { span } => format::inside(file, &place, span),
        site::SiteKind::BehindString => format::macros(file, &place),
    }
}

/// The documentation of an item.
pub fn documentation(index: &Index, path: &Arc<str>, subject: &Subject) -> Option<Vec<Block>> {
    match subject {
        Subject::Property(name) => Some(vec![Block::Text(property(name)?.into())]),
        Subject::Type(name) => {
            let ctype = CType::parse(name).ok()?;
            Some(match ctype.pointer {
                None => vec![type_table(ctype, name)],
                Some(_) if ctype.is_string() => vec![Block::Text("A string, printed by `%s`.".into())],
                Some(_) => vec![Block::Text("A pointer, printed by `%p`.".into())],
            })
        }
        Subject::Event(declaration) => {
            let file = Arc::new(File::new(path.clone(), declaration.clone().into_bytes()));
            let event = file.events.first()?;
            let mut blocks = event_blocks(&file, index, event);
            let name = file.name(event);
            let site = index.sites(&name).find(|site| matches!(site.reference.kind, Kind::Call(_)));
            blocks.extend(site.map(|site| {
                Block::Text(format!("The arguments are guessed from the call in {}.", code(&site.file.path)))
            }));
            Some(blocks)
        }
        Subject::Conversion(declaration) => {
            let file = File::new(path.clone(), declaration.clone().into_bytes());
            let event = file.events.first()?;
            conversion_blocks(&file, event, 0)
        }
        Subject::Declared(path, name) => {
            let declaration = index.declarations(name).find(|it| *it.file.path == **path)?;
            Some(declared_blocks(index, declaration))
        }
    }
}

/// The event on the line of an offset, if one is declared there.
fn event_of(file: &File, offset: u32) -> Option<&Event> {
    file.event_at(offset.min(file.text.len() as u32))
}

/// The release that a tree is of.
fn version(index: &Index) -> Version {
    index.tree.version.unwrap_or(Version::NEWEST)
}

/// Text as a snippet has it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
