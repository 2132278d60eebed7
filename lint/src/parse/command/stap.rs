//! The command line of qemu-trace-stap: `run [--pid PID] BINARY NAME...` and `list BINARY NAME...`.

use super::gather::Gather;
use super::model::{Taker, Usage};
use super::text::HOLE;
use super::words::Word;

/// Looks at the words behind the program.
pub(super) fn scan(gather: &mut Gather, words: &[Word]) {
    let mut words =
        words.iter().map(|word| &word.text).filter(|text| !matches!(&*text.bytes, b"-v" | b"--verbose"));
    let Some(b"run" | b"list") = words.next().map(|text| &*text.bytes) else { return };
    let mut binary = None;
    while let Some(text) = words.next() {
        match (&*text.bytes, binary) {
            (b"-p" | b"--pid", None) => drop(words.next()),
            (bytes, None) if bytes.starts_with(b"-") => {}
            (bytes, None) => binary = Some(bytes),
            // SystemTap has its own classes of letters.
            (bytes, Some(_)) if bytes.iter().any(|byte| matches!(byte, b'[' | b'{' | &HOLE)) => {}
            (bytes, Some(_)) => gather.mention(text, 0, bytes.len(), Usage::Tap, Taker::Any),
        }
    }
}
