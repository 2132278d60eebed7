//! The values of options: `-trace`, as QEMU's `qemu_opts_parse` takes it apart, and the items of `-d`.

use super::gather::Gather;
use super::text::{HOLE, Text};
use super::{SlipKind, Usage};
use memchr::memmem;

/// The parameters of `-trace` (trace/control.c: `qemu_trace_opts`).
const KEYS: [&str; 3] = ["enable", "events", "file"];

/// True for the value of an option in a synopsis, which is none.
pub(super) fn is_synopsis(value: &[u8]) -> bool {
    value.iter().any(|byte| b"[]<>{}|()".contains(byte)) || memmem::find(value, b"...").is_some()
}

/// Looks at the value of `-trace`, which begins at `from`.
pub(super) fn trace(gather: &mut Gather, text: &Text, from: usize) {
    let value = &text.bytes[from..];
    if value.is_empty() || value.starts_with(b"-") || is_synopsis(value) {
        return;
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
                gather.slip(text.span(*start, *end), SlipKind::Replaced { key });
            }
            seen.retain(|(other, ..)| *other != key);
            seen.push((key, start, end));
            if key == "enable" {
                pattern(gather, text, place, end);
            }
            continue;
        }
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-*?".contains(byte);
        let is_boolean =
            key.strip_prefix(b"no").is_some_and(|key| KEYS.iter().any(|it| it.as_bytes() == key));
        if !key.is_empty() && !is_boolean && key.iter().all(is_name) && !matches!(key, b"help" | b"?") {
            let name = String::from_utf8_lossy(key).into_owned();
            let span = text.span(start, start + key.len());
            gather.slip(span, SlipKind::Parameter { name, is_bare: equals.is_none() });
        }
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
fn pattern(gather: &mut Gather, text: &Text, mut from: usize, to: usize) {
    if text.bytes.get(from) == Some(&b'-') {
        from += 1;
    }
    if !matches!(&text.bytes[from..to], b"help" | b"?") {
        gather.mention(text, from, to, Usage::Option);
    }
}

/// Looks at the items of `-d`, between commas.
pub(super) fn log_items(gather: &mut Gather, text: &Text) {
    if is_synopsis(&text.bytes) || text.bytes.first() == Some(&HOLE) {
        return;
    }
    let mut start = 0;
    for item in text.bytes.split(|byte| *byte == b',') {
        let end = start + item.len();
        if item.starts_with(b"trace:") {
            pattern(gather, text, start + 6, end);
        }
        start = end + 1;
    }
}
