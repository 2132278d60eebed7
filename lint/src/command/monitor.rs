//! Commands of the human monitor, and of qmp-shell, as words.

use super::gather::Gather;
use super::shell::{Word, commands};
use super::text::Text;
use super::Usage;

/// Looks at a line that the human monitor is given.
pub(super) fn line(gather: &mut Gather, text: &Text) {
    for words in commands(text) {
        look(gather, &words);
    }
}

/// Looks for commands of the monitor among words.
pub(super) fn look(gather: &mut Gather, words: &[Word]) {
    let is = |index: usize, text: &[u8]| words.get(index).is_some_and(|word| word.text.bytes == text);
    for (index, word) in words.iter().enumerate() {
        match &*word.text.bytes {
            b"trace-event" if is(index + 2, b"on") || is(index + 2, b"off") => {
                name(gather, &words[index + 1].text, 0, Usage::Monitor);
            }
            b"trace-events" if index > 0 && is(index - 1, b"info") && words.len() == index + 2 => {
                name(gather, &words[index + 1].text, 0, Usage::Query);
            }
            b"trace-event-get-state" => shell(gather, &words[index + 1..], Usage::Query),
            b"trace-event-set-state" => {
                let ignored = b"ignore-unavailable=";
                let ignores_unavailable =
                    words.iter().any(|word| word.text.bytes.starts_with(ignored) && !word.text.bytes.ends_with(b"=false"));
                shell(gather, &words[index + 1..], Usage::Set { ignores_unavailable });
            }
            _ => {}
        }
    }
}

/// The arguments of a command of qmp-shell, `key=value`.
fn shell(gather: &mut Gather, words: &[Word], usage: Usage) {
    for word in words {
        if word.text.bytes.starts_with(b"name=") {
            name(gather, &word.text, 5, usage);
        }
    }
}

fn name(gather: &mut Gather, text: &Text, from: usize, usage: Usage) {
    gather.mention(text, from, text.bytes.len(), usage);
}
