//! Completion in a format: what prints the next argument, with or without its label.

use super::super::inferred_arguments as inferred;
use super::conversions::{Choice, Printed};
use super::item::{Item, ItemKind, Subject};
use super::place::{Place, pieces};
use super::site::{Site, event_of};
use trace_lint::parse::events::File;
use trace_lint::parse::events::{FormatNode, Piece, PieceKind};
use trace_lint::qemu::printf::{Amount, Conversion, Format, Spelling, slots};
use trace_lint::text::Span;

/// A whole format, behind the arguments that end at `end`.
pub fn whole(file: &File, site: &Site, end: u32) -> Vec<Item> {
    let Some(event) = event_of(file, site.offset) else { return Vec::new() };
    let between = Span { start: end, end: site.line.end }.of(&file.text);
    if event.format.is_some() || !between.trim_ascii().is_empty() {
        return Vec::new();
    }
    let printed: Option<Vec<_>> = event.arguments.iter().map(|it| Printed::new(file, it)).collect();
    let Some(printed) = printed else { return Vec::new() };
    let format = inferred::format(printed.iter().map(|it| (&*it.name, Some(it.ctype))));
    let blank = if site.offset == end { " " } else { "" };
    vec![Item {
        label: format.clone(),
        kind: ItemKind::Labelled,
        detail: "every argument".into(),
        filter: format.clone(),
        span: Span::empty(site.offset as usize),
        text: format!("{blank}{format}"),
        snippet: None,
        subject: None,
    }]
}

/// What may stand in the string at `string`.
pub fn inside(file: &File, site: &Site, string: Span) -> Vec<Item> {
    let Some(place) = Place::new(file, site, string) else { return Vec::new() };
    let mut found = Vec::new();
    match place.written {
        Some(conversion) => {
            let stars = [conversion.width, conversion.precision];
            let stars = stars.iter().filter(|amount| **amount == Amount::Star).count();
            let span = Span { start: conversion.span.start, end: site.offset };
            found.extend(place.conversions(place.next + stars, span));
            if conversion.letter != 0 {
                found.extend(place.labelled(place.next + stars + 1, Span::empty(site.offset as usize), " "));
            }
        }
        None if place.is_labelled() => {
            found.extend(place.conversions(place.next, Span::empty(site.offset as usize)));
        }
        None => {
            let span = Span { start: place.word, end: site.offset };
            found.extend(place.labelled(place.next, span, place.lead()));
            if span.is_empty() {
                found.extend(place.conversions(place.next, span));
            }
        }
    }
    found
}

/// The macros that may follow the `%` at the end of the string before.
pub fn macros(file: &File, site: &Site) -> Vec<Item> {
    let Some(event) = event_of(file, site.offset) else { return Vec::new() };
    let pieces = pieces(file, event);
    let before: Vec<Piece> =
        pieces.iter().take_while(|piece| piece.span.end <= site.word.start).copied().collect();
    let Some(last) = before.last().filter(|last| matches!(last.kind, PieceKind::String { .. })).copied()
    else {
        return Vec::new();
    };
    let format =
        Format::new(&file.text, &FormatNode { span: last.span, pieces: before, ..FormatNode::default() });
    let is_open = |conversion: &&Conversion| conversion.letter == 0 && conversion.end == format.text.len();
    let Some(conversion) = format.conversions.last().filter(is_open) else { return Vec::new() };
    let next = slots(&format).last().map_or(0, |slot| slot.argument);
    let Some(printed) = event.arguments.get(next).and_then(|it| Printed::new(file, it)) else {
        return Vec::new();
    };
    let before = if site.word.start == last.span.end { " " } else { "" };
    let after = if file.text.get(site.word.end as usize) == Some(&b'"') { " " } else { "" };
    let choices = printed.choices(Some((&format, conversion)), false);
    let item = |choice: Choice| match choice.spelling {
        Spelling::Plain(_) => None,
        Spelling::Macro(name) => Some(Item {
            label: name.clone(),
            kind: ItemKind::Conversion,
            detail: format!("{}, {}", printed.declared, choice.manner),
            filter: name.clone(),
            span: site.word,
            text: format!("{before}{name}{after}"),
            snippet: None,
            subject: Some(Subject::Conversion(format!("e({}) \"%\" {name}", printed.declared), next)),
        }),
    };
    choices.into_iter().filter_map(item).collect()
}
