//! How options are written: joined with their values, abbreviated, with values that may look like options.

use super::gather::Gather;
use super::problem::CommandProblemKind;
use super::text::{HOLE, Text};
use super::words::Word;
use memchr::memmem;

/// True for an option of an emulator whose value may be any text.
pub(super) fn takes_text(option: &[u8]) -> bool {
    const OPTIONS: [&[u8]; 8] =
        [b"append", b"name", b"D", b"fw_cfg", b"prom-env", b"pidfile", b"kernel", b"initrd"];
    let name = option.strip_prefix(b"--").or_else(|| option.strip_prefix(b"-"));
    name.is_some_and(|name| OPTIONS.contains(&name))
}

/// True where `-D`, or `file=` of `-trace`, may name a file for each thread.
pub(super) fn has_file_for_each_thread(words: &[Word]) -> bool {
    words
        .iter()
        .any(|word| word.text.bytes.contains(&HOLE) || memmem::find(&word.text.bytes, b"%d").is_some())
}

/// Where the value begins of an option of a tool that is joined with it: `-TNAME`, `--trace=NAME`, and what getopt
/// takes for that.
pub(super) fn joined(word: &[u8]) -> Option<usize> {
    if word.len() > 2 && word.starts_with(b"-T") {
        return Some(2);
    }
    let equals = memchr::memchr(b'=', word)?;
    (&word[..equals] == b"--trace" || is_abbreviated(&word[..equals])).then_some(equals + 1)
}

/// True for a beginning of `--trace` that no other option has.
pub(super) fn is_abbreviated(word: &[u8]) -> bool {
    word.len() >= 4 && word.len() < 7 && b"--trace".starts_with(word)
}

/// An option of configure, whose value can only be a list of backends.
pub(super) fn configure(gather: &mut Gather, word: &Text) {
    const OPTION: &[u8] = b"--enable-trace-backend";
    let Some(rest) = word.bytes.strip_prefix(OPTION) else { return };
    let is_backend = |byte: &u8| byte.is_ascii_lowercase() || *byte == b',';
    let is_value = |value: &[u8]| !value.is_empty() && value.iter().all(is_backend);
    if rest.is_empty() || rest.strip_prefix(b"=").is_some_and(is_value) {
        gather.problem(word.span(0, OPTION.len()), CommandProblemKind::Backend);
    }
}
