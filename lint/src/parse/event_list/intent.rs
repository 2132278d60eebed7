//! What a line is intended_entry to say: the name or pattern in it, and the bytes round it that QEMU takes for a
//! part of it.

use super::model::{EventList, Line};
use crate::text::Span;

/// What a line is intended_entry to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntendedEntry {
    /// False behind a `-`.
    pub is_enabled: bool,
    /// The name or pattern; empty where only blanks, or a comment, are intended_entry.
    pub pattern: Span,
    /// The bytes that are not intended_entry, in the order of the text.
    pub extra_bytes: Vec<(Span, ExtraBytes)>,
}

/// Bytes that QEMU takes for a part of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraBytes {
    /// The mark of UTF-8 at the beginning of a file.
    ByteOrderMark,
    /// Blanks at the beginning of the line, or behind `-`.
    Leading,
    /// Blanks at its end.
    Trailing,
    /// A carriage return at its end.
    CarriageReturn,
    /// A comment behind the name.
    Comment,
    /// A NUL, which ends the line and takes the byte before it away.
    Nul,
}

impl ExtraBytes {
    /// Its name, with an article.
    pub fn name(self) -> &'static str {
        match self {
            ExtraBytes::ByteOrderMark => "the byte order mark",
            ExtraBytes::Leading => "the blank before the name",
            ExtraBytes::Trailing => "the blank at the end",
            ExtraBytes::CarriageReturn => "the carriage return",
            ExtraBytes::Comment => "the comment behind the name",
            ExtraBytes::Nul => "the NUL",
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0b' | b'\x0c')
}

/// What a line is intended_entry to say. Of a comment, and of the rest of one, nothing is asked.
pub fn intended_entry(list: &EventList, line: &Line) -> IntendedEntry {
    let text = &list.text;
    let (mut start, mut end) = (line.span.start as usize, line.span.end as usize);
    end -= usize::from(list.is_ended(line));
    let mut extra_bytes = Vec::new();
    if start == 0 && text[..end].starts_with(BYTE_ORDER_MARK) {
        start += BYTE_ORDER_MARK.len();
        extra_bytes.push((Span::new(0, start), ExtraBytes::ByteOrderMark));
    }
    let mut behind = Vec::new();
    if let Some(nul) = memchr::memchr(0, &text[start..end]) {
        behind.push((Span::new(start + nul, end), ExtraBytes::Nul));
        end = start + nul;
    }
    let returns = text[start..end].iter().rev().take_while(|byte| **byte == b'\r').count();
    if returns > 0 {
        behind.push((Span::new(end - returns, end), ExtraBytes::CarriageReturn));
        end -= returns;
    }
    let leading = text[start..end].iter().take_while(|byte| is_blank(byte)).count();
    let first = start + leading;
    if leading > 0 {
        extra_bytes.push((Span::new(start, first), ExtraBytes::Leading));
    }
    let trailing = text[first..end].iter().rev().take_while(|byte| is_blank(byte)).count();
    if trailing > 0 {
        behind.push((Span::new(end - trailing, end), ExtraBytes::Trailing));
        end -= trailing;
    }
    let mut intended_entry = IntendedEntry { is_enabled: true, pattern: Span::empty(first), extra_bytes };
    if first < end && text[first] != b'#' {
        let mut name = first;
        if text[first] == b'-' {
            intended_entry.is_enabled = false;
            name += 1 + text[first + 1..end].iter().take_while(|byte| is_blank(byte)).count();
            if name > first + 1 {
                intended_entry.extra_bytes.push((Span::new(first + 1, name), ExtraBytes::Leading));
            }
        }
        let stop = inline_comment(&text[name..end]).map_or(end, |length| name + length);
        if stop < end {
            intended_entry.extra_bytes.push((Span::new(stop, end), ExtraBytes::Comment));
        }
        intended_entry.pattern = Span::new(name, stop);
    }
    intended_entry.extra_bytes.extend(behind.into_iter().rev());
    intended_entry
}

/// Where in a text the blanks before a comment behind a name begin.
fn inline_comment(text: &[u8]) -> Option<usize> {
    let mark = memchr::memchr_iter(b'#', text).find(|&at| at > 0 && is_blank(&text[at - 1]))?;
    let blanks = text[..mark].iter().rev().take_while(|byte| is_blank(byte)).count();
    Some(mark - blanks).filter(|stop| *stop > 0)
}
