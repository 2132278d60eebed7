//! A cursor in a string of a format: what is printed before it, and what may be printed next.

use super::super::inferred_arguments as inferred;
use super::conversions::{Choice, Printed};
use super::item::{Item, ItemKind, Subject, escaped};
use super::site::{Site, event_of};
use trace_lint::parse::events::Event;
use trace_lint::parse::events::File;
use trace_lint::parse::events::{FormatNode, LineKind, Piece, PieceKind};
use trace_lint::qemu::printf::{Conversion, Format, Spelling, is_positional, slots};
use trace_lint::text::Span;

/// The pieces of an event's format.
pub fn pieces<'a>(file: &'a File, event: &Event) -> &'a [Piece] {
    match file.tree.lines.get(event.line).map(|line| &line.kind) {
        Some(LineKind::Event(node)) => node.format.as_ref().map_or(&[], |format| &format.pieces),
        _ => &[],
    }
}

/// A cursor in a string of a format.
pub struct Place<'a> {
    file: &'a File,
    event: &'a Event,
    offset: u32,
    /// The format up to the cursor.
    before: Format,
    /// The conversion that ends at the cursor, whole or not.
    pub written: Option<Conversion>,
    /// The argument that is printed next.
    pub next: usize,
    /// Where the word before the cursor begins.
    pub word: u32,
    /// The text of this string up to the cursor.
    text: &'a [u8],
    /// What follows the cursor in this string, its quote apart.
    rest: &'a [u8],
    is_closed: bool,
    is_last_piece: bool,
}

impl<'a> Place<'a> {
    /// The cursor in the string at `string`; `None` where nothing of a format can be told.
    pub fn new(file: &'a File, site: &Site, string: Span) -> Option<Place<'a>> {
        let event = event_of(file, site.offset)?;
        let pieces = pieces(file, event);
        let index = pieces.iter().position(|piece| piece.span == string)?;
        let is_closed = pieces[index].kind == PieceKind::String { closed: true };
        let cut = Span { start: string.start, end: site.offset };
        let mut before = pieces[..index].to_vec();
        before.push(Piece { kind: PieceKind::String { closed: false }, span: cut });
        let before =
            Format::new(&file.text, &FormatNode { span: cut, pieces: before, ..FormatNode::default() });
        let text = &cut.of(&file.text)[1..];
        let is_escape = text.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        if is_escape || is_positional(&before) || before.literals.last()?.span != cut {
            return None;
        }
        let is_written = |conversion: &&Conversion| {
            conversion.end == before.text.len()
                && conversion.ending.is_none()
                && conversion.span.start > string.start
                && (conversion.letter == 0 || conversion.letter.is_ascii_alphabetic())
        };
        let written = before.conversions.last().filter(is_written).copied();
        let done = before.conversions.len() - usize::from(written.is_some());
        let slots = slots(&before);
        let next =
            slots.iter().take_while(|slot| slot.conversion < done).last().map_or(0, |slot| slot.argument + 1);
        let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let mut word = site.offset - text.iter().rev().take_while(is_word).count() as u32;
        word = word.max(before.conversions.last().map_or(0, |conversion| conversion.span.end));
        let rest = Span { start: site.offset, end: string.end - u32::from(is_closed) }.of(&file.text);
        let is_last_piece = index + 1 == pieces.len();
        Some(Place {
            file,
            event,
            offset: site.offset,
            before,
            written,
            next,
            word,
            text,
            rest,
            is_closed,
            is_last_piece,
        })
    }

    fn printed(&self, argument: usize) -> Option<Printed> {
        Printed::new(self.file, self.event.arguments.get(argument)?)
    }

    /// True where a label, or what stands between a label and its conversion, ends.
    pub fn is_labelled(&self) -> bool {
        let text = self.text.trim_ascii_end();
        text.ends_with(b"0x") || text.last().is_some_and(|last| b"=:([<".contains(last))
    }

    /// A blank, where a label would touch the conversion before.
    pub fn lead(&self) -> &'static str {
        let text = &self.text[..self.text.len() - (self.offset - self.word) as usize];
        let follows = self.before.conversions.last().is_some_and(|last| last.end == self.before.text.len());
        let is_apart = text.last().is_none_or(|last| !last.is_ascii_alphanumeric());
        if is_apart && !(follows && self.word == self.offset) { "" } else { " " }
    }

    /// A conversion with what stands before it, in its place: what it replaces, and the text.
    fn spelt(&self, span: Span, head: &str, choice: &Choice, argument: usize) -> (Span, String) {
        let Choice { spelling, directive, .. } = choice;
        let Spelling::Macro(name) = spelling else {
            return (span, head.to_owned() + &spelling.quoted(directive));
        };
        let is_last = argument + 1 >= self.event.arguments.len() || !self.is_last_piece;
        if !self.rest.is_empty() || !is_last {
            return (span, head.to_owned() + &spelling.quoted(directive));
        }
        // It ends the string: there is nothing to open another for.
        let end = span.end + u32::from(self.is_closed);
        let next = self.file.text.get(end as usize);
        let blank =
            if self.is_closed && next.is_some_and(|next| !next.is_ascii_whitespace()) { " " } else { "" };
        (Span { start: span.start, end }, format!("{head}%{directive}\" {name}{blank}"))
    }

    /// The conversions that print an argument, in place of a span.
    pub fn conversions(&self, argument: usize, span: Span) -> Vec<Item> {
        let Some(printed) = self.printed(argument) else { return Vec::new() };
        let is_behind_prefix = self.before_span(span).ends_with(b"0x");
        let written = self.written.as_ref().map(|conversion| (&self.before, conversion));
        let mut found: Vec<Item> = Vec::new();
        let follower =
            self.printed(argument + 1).filter(|_| written.is_none_or(|(_, it)| it.end - it.start == 1));
        if let Some(text) = follower.filter(|text| text.ctype.is_string() && printed.is_amount()) {
            let pair = format!("{}, {}", printed.declared, text.declared);
            found.push(Item {
                label: "%.*s".into(),
                kind: ItemKind::Conversion,
                detail: format!("{pair}, as text of that length"),
                filter: "%.*s".into(),
                span,
                text: "%.*s".into(),
                snippet: None,
                subject: Some(Subject::Conversion(format!("e({pair}) \"%.*s\""), argument)),
            });
        }
        for choice in printed.choices(written, is_behind_prefix) {
            let (Spelling::Plain(word) | Spelling::Macro(word)) = &choice.spelling;
            let middle = choice.spelling.quoted(&choice.directive);
            let (span, text) = self.spelt(span, "", &choice, argument);
            found.push(Item {
                label: middle.trim_end_matches(" \"").into(),
                kind: ItemKind::Conversion,
                detail: format!("{}, {}", printed.declared, choice.manner),
                filter: format!("%{}{word}", choice.directive),
                span,
                text,
                snippet: None,
                subject: Some(printed.subject(&choice, argument)),
            });
        }
        found
    }

    /// An argument with its label, and all that are left, in place of a span.
    pub fn labelled(&self, argument: usize, span: Span, lead: &str) -> Vec<Item> {
        let Some(printed) = self.printed(argument) else { return Vec::new() };
        let Some(first) = printed.choices(None, false).into_iter().next() else { return Vec::new() };
        let label = inferred::label(&printed.name, &first.spelling);
        let shown = format!("{label}{}", first.spelling.quoted(""));
        let (edited, text) = self.spelt(span, &format!("{lead}{label}"), &first, argument);
        let mut found = vec![Item {
            label: shown.trim_end_matches(" \"").into(),
            kind: ItemKind::Labelled,
            detail: printed.declared.clone(),
            filter: shown.replace(['"', ' '], ""),
            span: edited,
            snippet: Some(stopped(&text, lead, &printed.name)),
            text,
            subject: Some(printed.subject(&first, argument)),
        }];
        found.extend(self.remaining(argument, span, lead));
        found
    }

    /// All the arguments that are left, where nothing follows.
    fn remaining(&self, argument: usize, span: Span, lead: &str) -> Option<Item> {
        if !self.rest.is_empty() || !self.is_last_piece || argument + 2 > self.event.arguments.len() {
            return None;
        }
        let rest: Option<Vec<_>> =
            (argument..self.event.arguments.len()).map(|it| self.printed(it)).collect();
        let rest = rest.filter(|rest| rest.len() > 1)?;
        let format = inferred::format(rest.iter().map(|it| (&*it.name, Some(it.ctype))));
        let inner = format.strip_prefix('"')?;
        let shown = inner.trim_end_matches('"');
        let end = span.end + u32::from(self.is_closed);
        Some(Item {
            label: shown.into(),
            kind: ItemKind::Labelled,
            detail: "the arguments that are left".into(),
            filter: shown.replace(['"', ' '], ""),
            span: Span { start: span.start, end },
            text: format!("{lead}{inner}"),
            snippet: None,
            subject: None,
        })
    }

    /// The text of this string before a span.
    fn before_span(&self, span: Span) -> &[u8] {
        let length = self.text.len().saturating_sub((self.offset - span.start) as usize);
        &self.text[..length]
    }
}

/// A text with a tab stop at the label.
fn stopped(text: &str, lead: &str, name: &str) -> String {
    let rest = &text[lead.len() + name.len()..];
    format!("{lead}${{1:{}}}{}$0", escaped(name), escaped(rest))
}
