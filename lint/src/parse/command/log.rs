//! The items of `-d`, and of `log` of the human monitor (util/log.c: `qemu_str_to_log_mask`).

use super::gather::Gather;
use super::model::Taker;
use super::option::{is_synopsis, pattern};
use super::problem::{CommandProblemKind, LogItem};
use super::text::{HOLE, Text};
use memchr::memmem;

/// The items of all releases.
const ITEMS: [&str; 25] = [
    "all",
    "cpu",
    "cpu_reset",
    "exec",
    "fpu",
    "guest_errors",
    "help",
    "in_asm",
    "int",
    "invalid_mem",
    "ioport",
    "mmu",
    "nochain",
    "op",
    "op_ind",
    "op_opt",
    "op_plugin",
    "out_asm",
    "page",
    "pcall",
    "plugin",
    "strace",
    "tid",
    "unimp",
    "vpu",
];

/// Looks at the items, between commas. Of those that are no item, which end QEMU, it tells where the value is taken
/// for sure.
pub(super) fn items(gather: &mut Gather, text: &Text, taker: Taker, is_sure: bool) {
    if is_synopsis(&text.bytes, gather.is_prose()) || text.bytes.first() == Some(&HOLE) {
        return;
    }
    let has_trace = memmem::find(&text.bytes, b"trace").is_some();
    let may_tell = is_sure && (has_trace || !gather.is_prose());
    let is_list = text.bytes.contains(&b',');
    let is_prose = gather.is_prose();
    let mut start = 0;
    for item in text.bytes.split(|byte| *byte == b',') {
        let end = start + item.len();
        match wrong(item, has_trace && is_list, is_prose) {
            Some(why) if may_tell => gather.problem(text.span(start, end), CommandProblemKind::LogItem(why)),
            Some(_) => {}
            None if item.starts_with(b"trace:") => pattern(gather, text, start + 6, end, taker),
            None => {}
        }
        start = end + 1;
    }
}

/// True for items that want a file of its own for each thread.
pub(super) fn is_per_thread(items: &[u8]) -> bool {
    items.split(|byte| *byte == b',').any(|item| matches!(item, b"all" | b"tid"))
}

/// What is wrong with an item, if that is certain.
fn wrong(item: &[u8], is_beside_trace: bool, is_prose: bool) -> Option<LogItem> {
    if item == b"trace:" {
        return Some(LogItem::Empty);
    }
    if item.starts_with(b"trace:") || ITEMS.iter().any(|known| known.as_bytes() == item) || item == b"?" {
        return None;
    }
    let is_open = |byte: &u8| matches!(byte, &HOLE | b'$' | b'%' | b'`' | b'\\' | b'\n');
    let is_placeholder =
        is_prose && !item.is_empty() && item.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    if item.iter().any(is_open) || is_placeholder {
        return None;
    }
    let trimmed = item.trim_ascii();
    if trimmed.len() < item.len() && !trimmed.is_empty() {
        return Some(LogItem::Blank);
    }
    if item.starts_with(b"trace=") {
        return Some(LogItem::Equals);
    }
    let is_name = is_beside_trace && item.iter().any(|byte| matches!(byte, b'_' | b'*'));
    Some(if is_name { LogItem::Bare } else { LogItem::Unknown })
}
