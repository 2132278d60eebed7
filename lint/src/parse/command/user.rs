//! The command line of an emulator of a process (linux-user/main.c: `parse_args`): its options end where the guest's
//! program begins.

use super::gather::Gather;
use super::model::Taker;
use super::option::File;
use super::problem::{CommandProblemKind, LogItem, NoOption};
use super::text::{HOLE, Text};
use super::words::{Word, assigned};
use super::{log, option};
use memchr::memmem;

/// The options with a value, of all releases.
const WITH_VALUE: [&[u8]; 19] = [
    b"0", b"B", b"D", b"E", b"L", b"R", b"U", b"cpu", b"d", b"dfilter", b"g", b"p", b"plugin", b"r", b"s",
    b"seed", b"t", b"tb-size", b"trace",
];

/// Looks at the option that is the first of these words: how many words it is, `None` behind the last.
/// Adds what it does with the file.
pub(super) fn option(
    gather: &mut Gather,
    words: &[Word],
    files: &mut Vec<File>,
    has_file: bool,
) -> Option<usize> {
    let word = &words[0].text;
    let name = word.bytes.strip_prefix(b"-").filter(|name| !matches!(*name, b"" | b"-"))?;
    let name = name.strip_prefix(b"-").unwrap_or(name);
    if word.bytes.contains(&HOLE) {
        return Some(1);
    }
    let value = words.get(1).map(|word| &word.text);
    match (name, value) {
        (b"trace", Some(value)) => files.push(option::trace(gather, value, 0, Taker::User)),
        (b"d", Some(value)) => items(gather, value, has_file),
        (b"T", _) => gather.problem(word.whole(), CommandProblemKind::NoOption(NoOption::Short)),
        _ if name.starts_with(b"trace=") => gather.problem(word.whole(), CommandProblemKind::Joined),
        _ => {}
    }
    Some(if WITH_VALUE.contains(&name) { 2 } else { 1 })
}

fn items(gather: &mut Gather, value: &Text, has_file: bool) {
    log::items(gather, value, Taker::User, true);
    if log::is_per_thread(&value.bytes) && !has_file {
        gather.problem(value.whole(), CommandProblemKind::LogItem(LogItem::PerThread));
    }
}

/// True for a variable that such an emulator takes for an option, and its value.
pub(super) fn is_variable(word: &Word) -> bool {
    [&b"QEMU_TRACE="[..], b"QEMU_LOG="].iter().any(|name| word.text.bytes.starts_with(name))
}

/// Looks at such a variable. Others may have one of that name for something else: unless it is `sure`, what looks
/// like no event is nothing.
pub(super) fn variable(gather: &mut Gather, word: &Word, is_sure: bool, has_file: bool) -> Option<File> {
    let from = assigned(&word.text)?;
    let value = word.text.part(from, word.text.bytes.len());
    if word.text.bytes.starts_with(b"QEMU_LOG=") {
        if is_sure {
            items(gather, &value, has_file);
        } else if memmem::find(&value.bytes, b"trace:").is_some() {
            log::items(gather, &value, Taker::User, false);
        }
        return None;
    }
    (is_sure || is_name(&value.bytes)).then(|| option::trace(gather, &value, 0, Taker::User))
}

/// Looks at a variable of such an emulator by its name and its value; false for another variable.
pub(super) fn value(gather: &mut Gather, name: &[u8], value: &Text) -> bool {
    let mut trimmed = value.clone();
    trimmed.trim();
    match name {
        b"QEMU_TRACE" if is_name(&trimmed.bytes) => drop(option::trace(gather, &trimmed, 0, Taker::User)),
        b"QEMU_LOG" if memmem::find(&trimmed.bytes, b"trace:").is_some() => {
            log::items(gather, &trimmed, Taker::User, false);
        }
        _ => return false,
    }
    true
}

/// True for what is likely the name of an event, or a pattern.
fn is_name(value: &[u8]) -> bool {
    let first = value.split(|byte| *byte == b',').next().unwrap_or_default();
    let name = first.strip_prefix(b"enable=").unwrap_or(first);
    name.contains(&b'_')
        && name.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_*?".contains(byte))
}
