//! Commands of the human monitor, and of qmp-shell, as words.

use super::Usage;
use super::gather::Gather;
use super::shell::{Word, commands};
use super::text::Text;

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
            b"trace-event-get-state" => shell(gather, arguments(&words[index + 1..]), Usage::Query),
            b"trace-event-set-state" => {
                let arguments = arguments(&words[index + 1..]);
                let is_ignored = |word: &Word| {
                    word.text.bytes.starts_with(b"ignore-unavailable=")
                        && !word.text.bytes.ends_with(b"=false")
                };
                shell(
                    gather,
                    arguments,
                    Usage::Set { ignores_unavailable: arguments.iter().any(is_ignored) },
                );
            }
            _ => {}
        }
    }
}

/// The words up to the next command.
fn arguments(words: &[Word]) -> &[Word] {
    let is_command = |word: &Word| word.text.bytes.starts_with(b"trace-event");
    &words[..words.iter().position(is_command).unwrap_or(words.len())]
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
