//! Options that a tool reads in its own way.

use super::gather::Gather;
use super::problem::{CommandProblemKind, NoOption};
use super::spelling::{is_abbreviated, joined};
use super::text::{HOLE, Text};

/// Looks at an option behind the command of qemu-img: how many words it is.
pub(super) fn behind_command(gather: &mut Gather, word: &Text, value: Option<&Text>) -> usize {
    const CACHE_MODES: [&[u8]; 6] =
        [b"none", b"writeback", b"writethrough", b"directsync", b"unsafe", b"off"];
    let is_trace = *word.bytes == *b"--trace" || word.bytes.starts_with(b"--trace=");
    if is_trace {
        gather.problem(word.whole(), CommandProblemKind::NoOption(NoOption::BehindCommand));
    } else if *word.bytes == *b"-T"
        && let Some(value) = value
        && !CACHE_MODES.contains(&&*value.bytes)
        && value.bytes.iter().any(|byte| matches!(byte, b'_' | b'*'))
        && !value.bytes.contains(&HOLE)
    {
        gather.problem(word.whole(), CommandProblemKind::NoOption(NoOption::CacheMode));
        return 2;
    }
    1
}

/// Looks at an option of qemu-vnc, which GLib reads: where the value begins that `--trace=` is joined with.
pub(super) fn of_vnc(gather: &mut Gather, word: &Text, has_next: bool) -> Option<usize> {
    const JOINED: &[u8] = b"--trace=";
    if word.bytes.starts_with(JOINED) {
        return Some(JOINED.len());
    }
    if word.bytes.starts_with(b"-T") {
        gather.problem(word.whole(), CommandProblemKind::NoOption(NoOption::JoinedLetter));
    } else if joined(&word.bytes).is_some() || has_next && is_abbreviated(&word.bytes) {
        gather.problem(word.whole(), CommandProblemKind::NoOption(NoOption::Abbreviated));
    }
    None
}
