//! The commands of other tracers that name QEMU's events: `lttng enable-event -u qemu:NAME`, `perf record -e
//! sdt_qemu:NAME`, and the scripts behind `stap -e` and `bpftrace -e`.

use super::gather::Gather;
use super::model::{Taker, Usage};
use super::text::{HOLE, Text};
use super::words::{Word, assigned};
use crate::parse::systemtap::{Script, read_bpftrace, read_systemtap};
use crate::text::Span;

/// The commands that run another one.
const RUNNERS: [&[u8]; 6] = [b"sudo", b"doas", b"env", b"exec", b"nohup", b"time"];

/// Looks at the words of a command.
pub(super) fn scan(gather: &mut Gather, words: &[Word]) {
    let is_before = |word: &&Word| {
        let bytes = &word.text.bytes;
        assigned(&word.text).is_some() || RUNNERS.contains(&&**bytes) || bytes.starts_with(b"-")
    };
    let before = words.iter().take_while(is_before).count();
    let Some((program, rest)) = words[before..].split_first() else { return };
    let base = program.text.bytes.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    match base {
        b"lttng" if rest.iter().any(|word| word.text.bytes.ends_with(b"able-event")) => {
            names(gather, rest, &[b"qemu:"]);
        }
        b"perf" => names(gather, rest, &[b"sdt_qemu:", b"%sdt_qemu:"]),
        b"bpftrace" => scripts(gather, rest, read_bpftrace),
        b"stap" => scripts(gather, rest, read_systemtap),
        _ => {}
    }
}

/// Looks for names behind a provider, in words and between their commas.
fn names(gather: &mut Gather, words: &[Word], providers: &[&[u8]]) {
    for text in words.iter().map(|word| &word.text) {
        let mut start = 0;
        for part in text.bytes.split(|byte| *byte == b',') {
            let end = start + part.len();
            let provider = providers.iter().find(|provider| part.starts_with(provider));
            if let Some(provider) = provider {
                name(gather, text, start + provider.len(), end);
            }
            start = end + 1;
        }
    }
}

fn name(gather: &mut Gather, text: &Text, from: usize, to: usize) {
    let is_perf = text.bytes[..from].ends_with(b"sdt_qemu:");
    // perf has modifiers behind a colon, and classes of letters of its own.
    let length = text.bytes[from..to].iter().position(|byte| is_perf && *byte == b':');
    let to = length.map_or(to, |length| from + length);
    let is_known =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"_*".contains(byte) || !is_perf && *byte == b'?';
    if from < to && text.bytes[from..to].iter().all(is_known) {
        gather.mention(text, from, to, Usage::Probe, Taker::Any);
    }
}

/// Reads the scripts behind `-e`.
fn scripts(gather: &mut Gather, words: &[Word], read: fn(&[u8]) -> Option<Script>) {
    for pair in words.windows(2).filter(|pair| *pair[0].text.bytes == *b"-e") {
        let text = &pair[1].text;
        if text.bytes.contains(&HOLE) {
            continue; // what the shell fills in is not known
        }
        let script = read(&text.bytes).filter(|script| !script.probes.is_empty());
        let place = |span: Span| text.span(span.start as usize, span.end as usize);
        gather.script(script.map(|script| script.moved(place)));
    }
}
