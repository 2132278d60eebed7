//! What a line is meant to say: the name or pattern in it, and the bytes round it that QEMU takes for a
//! part of it.

use super::model::{EventList, Line};
use crate::text::Span;

/// What a line is meant to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// False behind a `-`.
    pub is_enabled: bool,
    /// The name or pattern; empty where only blanks, or a comment, are meant.
    pub pattern: Span,
    /// The bytes that are not meant, in the order of the text.
    pub strays: Vec<(Span, Stray)>,
}

/// Bytes that QEMU takes for a part of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
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

impl Stray {
    /// Its name, with an article.
    pub fn name(self) -> &'static str {
        match self {
            Stray::ByteOrderMark => "the byte order mark",
            Stray::Leading => "the blank before the name",
            Stray::Trailing => "the blank at the end",
            Stray::CarriageReturn => "the carriage return",
            Stray::Comment => "the comment behind the name",
            Stray::Nul => "the NUL",
        }
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0b' | b'\x0c')
}

/// What a line is meant to say. Of a comment, and of the rest of one, nothing is asked.
pub fn meant(list: &EventList, line: &Line) -> Meant {
    let text = &list.text;
    let (mut start, mut end) = (line.span.start as usize, line.span.end as usize);
    end -= usize::from(list.is_ended(line));
    let mut strays = Vec::new();
    if start == 0 && text[..end].starts_with(BYTE_ORDER_MARK) {
        start += BYTE_ORDER_MARK.len();
        strays.push((Span::new(0, start), Stray::ByteOrderMark));
    }
    let mut behind = Vec::new();
    if let Some(nul) = memchr::memchr(0, &text[start..end]) {
        behind.push((Span::new(start + nul, end), Stray::Nul));
        end = start + nul;
    }
    let returns = text[start..end].iter().rev().take_while(|byte| **byte == b'\r').count();
    if returns > 0 {
        behind.push((Span::new(end - returns, end), Stray::CarriageReturn));
        end -= returns;
    }
    let leading = text[start..end].iter().take_while(|byte| is_blank(byte)).count();
    let first = start + leading;
    if leading > 0 {
        strays.push((Span::new(start, first), Stray::Leading));
    }
    let trailing = text[first..end].iter().rev().take_while(|byte| is_blank(byte)).count();
    if trailing > 0 {
        behind.push((Span::new(end - trailing, end), Stray::Trailing));
        end -= trailing;
    }
    let mut meant = Meant { is_enabled: true, pattern: Span::empty(first), strays };
    if first < end && text[first] != b'#' {
        let mut name = first;
        if text[first] == b'-' {
            meant.is_enabled = false;
            name += 1 + text[first + 1..end].iter().take_while(|byte| is_blank(byte)).count();
            if name > first + 1 {
                meant.strays.push((Span::new(first + 1, name), Stray::Leading));
            }
        }
        let stop = inline_comment(&text[name..end]).map_or(end, |length| name + length);
        if stop < end {
            meant.strays.push((Span::new(stop, end), Stray::Comment));
        }
        meant.pattern = Span::new(name, stop);
    }
    meant.strays.extend(behind.into_iter().rev());
    meant
}

/// Where in a text the blanks before a comment behind a name begin.
fn inline_comment(text: &[u8]) -> Option<usize> {
    let mark = memchr::memchr_iter(b'#', text).find(|&at| at > 0 && is_blank(&text[at - 1]))?;
    let blanks = text[..mark].iter().rev().take_while(|byte| is_blank(byte)).count();
    Some(mark - blanks).filter(|stop| *stop > 0)
}
