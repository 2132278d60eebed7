//! Commands of the human monitor, and of qmp-shell, as words.

use super::gather::Gather;
use super::log;
use super::model::{Taker, Usage};
use super::problem::{Argument, CommandProblemKind};
use super::text::{HOLE, Text};
use super::words::Word;
use memchr::memmem;

/// Looks at a line that the human monitor is given.
pub(super) fn line(gather: &mut Gather, text: &Text) {
    let words = words(text);
    scan(gather, &words);
    complete(gather, &words);
}

/// The words of a line: between blanks, and in double quotes (monitor/hmp.c: `get_str`).
fn words(text: &Text) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.bytes.len() {
        if text.bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let from = at;
        let mut word = Word { is_quoted: text.bytes[at] == b'"', ..Word::default() };
        at += usize::from(word.is_quoted);
        while let Some(byte) = text.bytes.get(at) {
            match byte {
                b'"' if word.is_quoted => break,
                b'\\' if word.is_quoted => at += 1,
                byte if !word.is_quoted && byte.is_ascii_whitespace() => break,
                _ => {}
            }
            let end = (at + 1).min(text.bytes.len());
            word.text.take(text, at.min(end), end);
            at += 1;
        }
        at += usize::from(word.is_quoted);
        word.raw = text.span(from, at.min(text.bytes.len()));
        word.text.stand_at(word.raw.start);
        found.push(word);
    }
    found
}

/// Looks for commands of the monitor among words.
pub(super) fn scan(gather: &mut Gather, words: &[Word]) {
    let is = |index: usize, text: &[u8]| words.get(index).is_some_and(|word| word.text.bytes == text);
    for (index, word) in words.iter().enumerate() {
        match &*word.text.bytes {
            b"trace-event" if is(index + 2, b"on") || is(index + 2, b"off") => {
                name(gather, &words[index + 1].text, 0, Usage::Monitor);
            }
            b"trace-events" if index > 0 && is(index - 1, b"info") && words.len() == index + 2 => {
                name(gather, &words[index + 1].text, 0, Usage::Query);
            }
            b"log" if words.get(index + 1).is_some_and(names_events) => {
                log::items(gather, &words[index + 1].text, Taker::Any, words.len() == 2);
            }
            b"trace-event-get-state" => shell(gather, word, arguments(&words[index + 1..]), Usage::Query),
            b"trace-event-set-state" => {
                let arguments = arguments(&words[index + 1..]);
                let is_ignored = |word: &Word| {
                    word.text.bytes.starts_with(b"ignore-unavailable=")
                        && !word.text.bytes.ends_with(b"=false")
                };
                shell(
                    gather,
                    word,
                    arguments,
                    Usage::Set { ignores_unavailable: arguments.iter().any(is_ignored) },
                );
            }
            _ => {}
        }
    }
}

/// True for items of `log` with an event among them.
fn names_events(word: &Word) -> bool {
    word.text.bytes.starts_with(b"trace:") || memmem::find(&word.text.bytes, b",trace:").is_some()
}

/// Looks at what only a command that is certainly one of the monitor's can be wrong in.
fn complete(gather: &mut Gather, words: &[Word]) {
    let is_open = |word: &Word| word.text.bytes.contains(&HOLE);
    let Some(command) = words.first().filter(|_| !words.iter().any(is_open)) else { return };
    let state = words.get(2);
    match &*command.text.bytes {
        b"trace-event" if words.len() < 2 => {
            gather.problem(
                command.text.whole(),
                CommandProblemKind::Argument(Argument::Missing { key: "name" }),
            );
        }
        b"trace-event" if !state.is_some_and(|word| matches!(&*word.text.bytes, b"on" | b"off")) => {
            let span = state.unwrap_or(command).text.whole();
            gather.problem(span, CommandProblemKind::Argument(Argument::OnOff));
        }
        b"log" if words.len() == 2 && words[1].text.bytes != b"none" && !names_events(&words[1]) => {
            log::items(gather, &words[1].text, Taker::Any, true);
        }
        _ => {}
    }
}

/// The words up to the next command.
fn arguments(words: &[Word]) -> &[Word] {
    let is_command = |word: &Word| word.text.bytes.starts_with(b"trace-event");
    &words[..words.iter().position(is_command).unwrap_or(words.len())]
}

/// The arguments of a command of qmp-shell, `key=value`.
fn shell(gather: &mut Gather, command: &Word, words: &[Word], usage: Usage) {
    let has = |key: &[u8]| words.iter().any(|word| word.text.bytes.starts_with(key));
    for word in words {
        if word.text.bytes.starts_with(b"name=") {
            name(gather, &word.text, 5, usage);
        }
    }
    if has(b"name=") && matches!(usage, Usage::Set { .. }) && !has(b"enable=") && gather.is_script() {
        gather
            .problem(command.text.whole(), CommandProblemKind::Argument(Argument::Missing { key: "enable" }));
    }
}

fn name(gather: &mut Gather, text: &Text, from: usize, usage: Usage) {
    gather.mention(text, from, text.bytes.len(), usage, Taker::Any);
}
