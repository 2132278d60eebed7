//! Commands of a shell, as words: quotes, escapes, expansions, arrays, here documents. Nothing is expanded:
//! what is filled in at run time is a hole. Also reads what only looks like a shell, in documentation.

use super::arguments;
use super::gather::Gather;
use super::gather::OptionEvidence;
use super::split::commands;
use super::text::{HOLE, Text};
use super::words::{Word, assigned};

/// Looks at a script.
pub(super) fn scan(gather: &mut Gather) {
    scan_text(gather, &Text::verbatim(gather.source, 0, gather.source.len()));
}

/// Looks at commands in a file of another kind.
pub(super) fn scan_text(gather: &mut Gather, text: &Text) {
    for words in commands(text) {
        let evidence = evidence(gather, &words);
        arguments::scan(gather, &words, evidence, 0);
    }
}

/// What a command of a script is taken for that names no program of QEMU's: its options may stand alone, in
/// a variable.
fn evidence(gather: &Gather, words: &[Word]) -> OptionEvidence {
    let first = words.iter().find(|word| assigned(&word.text).is_none());
    let is_open = first.is_none_or(|word| matches!(word.text.bytes.first(), None | Some(&(HOLE | b'-'))));
    if is_open { gather.loose() } else { OptionEvidence::Named }
}
