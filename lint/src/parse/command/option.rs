//! The values of options: `-trace`, as QEMU's `qemu_opts_parse` takes it apart, and the items of `-d`.

use super::gather::Gather;
use super::model::{Taker, Usage};
use super::not_a_name::is_part;
use super::problem::{CommandProblemKind, EventsFile};
use super::text::{HOLE, Text};
use crate::qemu::pattern::is_wild;
use crate::text::Span;
use memchr::memmem;

/// The parameters of `-trace` (trace/control.c: `qemu_trace_opts`).
const KEYS: [&str; 3] = ["enable", "events", "file"];

/// What `-trace` does with the file that it writes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum File {
    None,
    /// It sets this one.
    Set {
        /// Where `file=` and its value stand.
        span: Span,
        value: Vec<u8>,
    },
    /// That is filled in at run time.
    Unknown,
}

/// True for the value of an option in a synopsis, which is none. Elsewhere than in documentation brackets may be
/// meant for a pattern.
pub(super) fn is_synopsis(value: &[u8], is_prose: bool) -> bool {
    let is_mark = |byte: &u8| b"<>|".contains(byte) || is_prose && b"[]{}()".contains(byte);
    value.iter().any(is_mark)
        || [&b"..."[..], b"[[", b"[,", b"[="].iter().any(|part| memmem::find(value, part).is_some())
}

/// Looks at the value of `-trace`, which begins at `from`.
pub(super) fn trace(gather: &mut Gather, text: &Text, from: usize, taker: Taker) -> File {
    let value = &text.bytes[from..];
    let mut file = if value.contains(&HOLE) { File::Unknown } else { File::None };
    if value.is_empty()
        || value.starts_with(b"-") && value.len() == 1
        || is_synopsis(value, gather.is_prose())
    {
        return file;
    }
    let mut seen: Vec<(&'static str, usize, usize)> = Vec::new();
    for (index, (start, end)) in fields(value).into_iter().enumerate() {
        let (start, end) = (from + start, from + end);
        let field = &text.bytes[start..end];
        let equals = memchr::memchr(b'=', field);
        let (key, place) = match equals {
            Some(length) => (&field[..length], start + length + 1),
            None if index == 0 => (&b"enable"[..], start),
            None => (field, end),
        };
        if let Some(key) = KEYS.into_iter().find(|known| known.as_bytes() == key) {
            if equals.is_none() && index > 0 {
                continue; // what QEMU makes of it, `on`, is nobody's intention, and deprecated
            }
            if let Some((key, start, end)) = seen.iter().find(|(other, ..)| *other == key) {
                gather.problem(text.span(*start, *end), CommandProblemKind::Replaced { key });
            }
            seen.retain(|(other, ..)| *other != key);
            seen.push((key, start, end));
            match key {
                "enable" => pattern(gather, text, place, end, taker),
                "events" => events(gather, text, place, end, taker),
                _ if text.bytes[place..end].contains(&HOLE) => file = File::Unknown,
                _ => file = File::Set { span: text.span(start, end), value: text.bytes[place..end].to_vec() },
            }
            continue;
        }
        let is_prose = gather.is_prose();
        let is_name = |byte: &u8| {
            let is_open = matches!(byte, &HOLE | b'<' | b'$' | b'%' | b'`' | b'\\');
            byte.is_ascii_alphanumeric() || b"_-*?".contains(byte) || !is_prose && !is_open
        };
        let is_boolean =
            key.strip_prefix(b"no").is_some_and(|key| KEYS.iter().any(|it| it.as_bytes() == key));
        if !key.is_empty() && !is_boolean && key.iter().all(is_name) && !matches!(key, b"help" | b"?") {
            let name = String::from_utf8_lossy(key).into_owned();
            let span = text.span(start, start + key.len());
            gather.problem(span, CommandProblemKind::Parameter { name, is_bare: equals.is_none() });
        }
    }
    file
}

/// Looks at what `events=` is given, which is a file.
fn events(gather: &mut Gather, text: &Text, from: usize, to: usize, taker: Taker) {
    let bytes = &text.bytes[from..to];
    gather.list(text.span(from, to).of(gather.source));
    let base = bytes.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    if bytes.contains(&HOLE) {
    } else if bytes.iter().any(|byte| is_wild(*byte)) {
        gather.problem(text.span(from, to), CommandProblemKind::EventsFile(EventsFile::Pattern));
    } else if matches!(base, b"trace-events" | b"trace-events-all") {
        gather.problem(text.span(from, to), CommandProblemKind::EventsFile(EventsFile::Declarations));
    } else if bytes.contains(&b'_') && bytes.iter().all(is_part) {
        gather.mention(text, from, to, Usage::File, taker);
    }
}

/// The parts of a value between commas, of which two stand for one that is meant.
fn fields(value: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < value.len() {
        match (value[at], value.get(at + 1)) {
            (b',', Some(b',')) => at += 2,
            (b',', _) => {
                found.push((start, at));
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    found.push((start, at));
    found
}

/// Looks at a name or pattern as `trace_enable_events` takes it: behind `-` it is switched off.
pub(super) fn pattern(gather: &mut Gather, text: &Text, mut from: usize, to: usize, taker: Taker) {
    if matches!(&text.bytes[from..to], b"help" | b"?") {
        return;
    }
    if text.bytes.get(from) == Some(&b'-') {
        from += 1;
    }
    gather.mention(text, from, to, Usage::Option, taker);
}
