//! Completion: what may stand at a cursor in a trace-events file, in lines that are whole and in those
//! that are being typed.

mod arguments;
mod conversions;
mod format;
mod head;
mod headings;
pub mod item;
mod place;
mod site;
#[cfg(test)]
mod tests;

use super::call_hover::declared_blocks;
use super::hosts::type_table;
use super::hover::{conversion_blocks, event_blocks, property};
use super::markup::{Block, code};
use item::{Item, Subject};
use std::sync::Arc;
use trace_lint::model::index::Index;
use trace_lint::parse::events::File;
use trace_lint::parse::source::Kind;
use trace_lint::qemu::printf::{CType, fitting};

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
                None => {
                    let spelling = code(&fitting(ctype, b'd').quoted(""));
                    let printed = Block::Text(format!("Printed by {spelling}."));
                    std::iter::once(printed)
                        .chain(type_table(ctype, name, index.facts.era().hosts()))
                        .collect()
                }
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
        Subject::Conversion(declaration, first) => {
            let file = File::new(path.clone(), declaration.clone().into_bytes());
            let event = file.events.first()?;
            conversion_blocks(&file, event, 0, *first, index.facts.era().hosts())
        }
        Subject::Declared(path, name) => {
            let declaration = index.declarations(name).find(|it| *it.file.path == **path)?;
            Some(declared_blocks(index, declaration))
        }
    }
}
