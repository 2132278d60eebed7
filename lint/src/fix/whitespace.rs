//! Formatting: white space alone, and of that only what tracetool does not read. The blanks inside
//! of a type are read, those inside of a string are printed: both stay. So do the blanks of a line
//! that tracetool refuses, save those at its end.

#[cfg(test)]
mod tests;

use crate::model::index::is_heading;
use crate::parse::events::File;
use crate::parse::events::token::{Token, TokenKind};
use crate::parse::events::{ArgumentKind, EventNode, FormatNode, Line, LineKind, PieceKind};
use crate::rules::diagnostic::Edit;
use crate::text::{Span, newline};

/// The edits that format a file.
pub fn format_all(file: &File) -> Vec<Edit> {
    let mut edits = format_lines(file, 0, file.tree.lines.len());
    space(file, &mut edits);
    let end = file.text.len();
    let is_open = |line: &&Line| line.span.end as usize == end && !matches!(line.kind, LineKind::Blank);
    if file.tree.lines.last().filter(is_open).is_some() {
        match edits.last_mut().filter(|edit| edit.span.end as usize == end) {
            Some(edit) => edit.text.push_str(newline(&file.text)),
            None => edits.push(Edit { span: Span::empty(end), text: newline(&file.text).into() }),
        }
    }
    edits
}

/// The edits that format the lines that a range touches.
pub fn format_range(file: &File, range: Span) -> Vec<Edit> {
    let line = |offset: u32| file.lines.line(offset.min(file.text.len() as u32));
    let last = line(range.end);
    // A range that ends at the beginning of a line does not touch it.
    let ends_before = range.end > range.start && file.lines.start(last) == Some(range.end);
    format_lines(file, line(range.start), last + usize::from(!ends_before))
}

/// The edits that format the line before the one where a newline was typed.
pub fn format_typed(file: &File, offset: u32) -> Vec<Edit> {
    match file.lines.line(offset.min(file.text.len() as u32)) {
        0 => Vec::new(),
        line => format_lines(file, line - 1, line),
    }
}

/// Leaves one empty line where several stand together and none at the beginning and the end, and puts one
/// before a heading that follows an event.
fn space(file: &File, edits: &mut Vec<Edit>) {
    let lines = &file.tree.lines;
    let is_blank = |line: &Line| matches!(line.kind, LineKind::Blank);
    let first = lines.iter().position(|line| !is_blank(line));
    let last = lines.iter().rposition(|line| !is_blank(line));
    let end = file.text.len() as u32;
    let next = |place: usize| lines.get(place + 1).map_or(end, |next| next.span.start);
    let mut gone = Vec::new();
    let mut come = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let is_outside = first.is_none_or(|first| place < first) || last.is_none_or(|last| place > last);
        let is_second = place.checked_sub(1).is_some_and(|before| is_blank(&lines[before]));
        let span = Span { start: line.span.start, end: next(place) };
        match &line.kind {
            LineKind::Blank if (is_outside || is_second) && !span.is_empty() => gone.push(span),
            LineKind::Comment(comment) if is_heading(&file.text, *comment) => {
                let before = place.checked_sub(1).map(|before| &lines[before].kind);
                if matches!(before, Some(LineKind::Event(_))) {
                    come.push(Edit {
                        span: Span { end: span.start, ..span },
                        text: newline(&file.text).into(),
                    });
                }
            }
            _ => {}
        }
    }
    let is_gone = |span: Span| {
        let place = gone.partition_point(|gone| gone.end < span.end);
        gone.get(place)
            .is_some_and(|gone| gone.start <= span.start && span.end <= gone.end && gone.end > span.start)
    };
    edits.retain(|edit| !is_gone(edit.span));
    edits.extend(gone.iter().map(|span| Edit { span: *span, text: String::new() }));
    edits.extend(come);
    edits.sort_by_key(|edit| edit.span);
}

/// The edits of the lines from `first` up to, not including, `end`, counted from 0.
fn format_lines(file: &File, first: usize, end: usize) -> Vec<Edit> {
    let lines = &file.tree.lines;
    let end = end.min(lines.len());
    let mut edits = Vec::new();
    for line in lines.get(first..end).unwrap_or_default() {
        let mut gaps = Gaps { text: &file.text, edits: &mut edits };
        match &line.kind {
            LineKind::Blank => gaps.set(line.span, ""),
            LineKind::Comment(comment) => {
                let written = comment.of(&file.text).trim_ascii_end().len() as u32;
                gaps.set(Span { start: comment.start + written, end: line.span.end }, "");
            }
            LineKind::Event(event) => {
                if !event.broken {
                    gaps.set(Span { start: line.span.start, end: event.span.start }, "");
                    let from = file.tree.tokens.partition_point(|token| token.span.start < line.span.start);
                    gaps.event(event, &file.tree.tokens[from..]);
                }
                if !event.format.as_ref().is_some_and(|format| has_tail(&file.text, format)) {
                    gaps.set(Span { start: event.span.end, end: line.span.end }, "");
                }
            }
        }
    }
    edits
}

/// True when the blanks behind a format are read: one behind `\n"` hides that from tracetool, and one
/// that C does not know is an error.
fn has_tail(text: &[u8], format: &FormatNode) -> bool {
    !format.odd_blanks.is_empty() || format.span.of(text).windows(2).any(|pair| pair == b"\\n")
}

struct Gaps<'a> {
    text: &'a [u8],
    edits: &'a mut Vec<Edit>,
}

impl Gaps<'_> {
    /// Makes a gap of blanks another.
    fn set(&mut self, gap: Span, blanks: &str) {
        if gap.of(self.text) != blanks.as_bytes() {
            self.edits.push(Edit { span: gap, text: blanks.to_owned() });
        }
    }

    fn event(&mut self, event: &EventNode, tokens: &[Token]) {
        let (Some(name), Some(inner)) = (event.name, event.parentheses) else { return };
        for pair in event.properties.iter().chain([&name]).collect::<Vec<_>>().windows(2) {
            self.set(Span { start: pair[0].end, end: pair[1].start }, " ");
        }
        let is_odd = |token: &Token| matches!(token.kind, TokenKind::CComment | TokenKind::Unknown);
        if !tokens.iter().take_while(|token| token.span.end <= inner.end).any(is_odd) {
            self.arguments(event, inner);
        }
        if event.ignored.is_some() {
            return;
        }
        if let Some(format) = &event.format {
            self.set(Span { start: inner.end + 1, end: format.span.start }, " ");
            self.format(format);
        }
    }

    /// `(type name, type *name)`
    fn arguments(&mut self, event: &EventNode, inner: Span) {
        let mut before = inner.start;
        for (index, argument) in event.arguments.iter().enumerate() {
            if argument.kind == ArgumentKind::Empty {
                // It ends where the next comma or parenthesis is.
                let rest = &self.text[before as usize..];
                let blanks = rest.iter().position(|byte| b",)".contains(byte)).unwrap_or(0) as u32;
                self.set(Span { start: before, end: before + blanks }, "");
                before += blanks + 1;
                continue;
            }
            self.set(Span { start: before, end: argument.span.start }, if index > 0 { " " } else { "" });
            if let ArgumentKind::Declaration { ctype, name } = argument.kind
                && !name.is_empty()
            {
                match ctype.of(self.text) {
                    [.., b' ' | b'*', b'*'] => self.set(Span { start: ctype.end, end: name.start }, ""),
                    // `char* a`: the star belongs to the type that is read.
                    [.., b'*'] => {}
                    _ => self.set(Span { start: ctype.end, end: name.start }, " "),
                }
            }
            let end = event.arguments.get(index + 1).map_or(inner.end, |next| next.span.start);
            let after = Span { start: argument.span.end, end };
            let comma = after.of(self.text).iter().position(|byte| *byte == b',');
            let end = comma.map_or(after.end, |comma| after.start + comma as u32);
            self.set(Span { start: after.start, end }, "");
            before = end + 1;
        }
    }

    /// One blank between strings and macros.
    fn format(&mut self, format: &FormatNode) {
        let is_plain = |kind| matches!(kind, PieceKind::String { closed: true } | PieceKind::Macro);
        if !format.pieces.iter().all(|piece| is_plain(piece.kind)) {
            return;
        }
        for pair in format.pieces.windows(2) {
            let gap = Span { start: pair[0].span.end, end: pair[1].span.start };
            let is_prefix = gap.is_empty()
                && pair[0].kind == PieceKind::Macro
                && matches!(pair[0].span.of(self.text), b"u8" | b"u" | b"U" | b"L" | b"R");
            if !is_prefix && gap.of(self.text).iter().all(|byte| b" \t".contains(byte)) {
                self.set(gap, " ");
            }
        }
    }
}
