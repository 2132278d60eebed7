//! Documentation: commands in literal blocks, inline literals, and lines that begin with a program. What
//! stands in running text is none.

use super::Kind;
use super::arguments::{self, Ground};
use super::gather::Gather;
use super::program::is_program;
use super::shell::commands;
use super::text::Text;
use memchr::memmem;

/// The directives of reStructuredText whose contents are commands, or may be.
const DIRECTIVES: [&[u8]; 6] =
    [b"code-block::", b"code::", b"parsed-literal::", b"sourcecode::", b"prompt::", b"highlight::"];

/// Looks at a text.
pub(super) fn look(gather: &mut Gather, kind: Kind) {
    let blocks = blocks(gather.source, kind);
    for (start, end) in &blocks {
        block(gather, &Text::verbatim(gather.source, *start, *end), Ground::Named);
    }
    let mark: &[u8] = match kind {
        Kind::Rst => b"``",
        Kind::Markdown => b"`",
        _ => b"",
    };
    let mut from = 0;
    for (start, end) in blocks.into_iter().chain([(gather.source.len(), gather.source.len())]) {
        if kind != Kind::Rst {
            prompts(gather, from, start);
        }
        if !mark.is_empty() {
            literals(gather, from, start, mark);
        }
        from = end;
    }
}

fn block(gather: &mut Gather, text: &Text, ground: Ground) {
    for words in commands(text) {
        arguments::look(gather, &words, ground, 0);
    }
}

/// Literals in the text of paragraphs.
fn literals(gather: &mut Gather, from: usize, to: usize, mark: &[u8]) {
    let mut at = from;
    while let Some(open) = memmem::find(&gather.source[at..to], mark).map(|found| at + found + mark.len()) {
        let Some(length) = memmem::find(&gather.source[open..to], mark) else { return };
        let inside = &gather.source[open..open + length];
        if memmem::find(inside, b"\n\n").is_some() {
            at = open;
            continue;
        }
        let mut text = Text::verbatim(gather.source, open, open + length);
        text.bytes.iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b' ');
        block(gather, &text, Ground::Any);
        at = open + length + mark.len();
    }
}

/// Lines that begin with a program, or with the prompt of the monitor, with those that go on behind `\`.
fn prompts(gather: &mut Gather, from: usize, to: usize) {
    let source = gather.source;
    let mut at = from;
    while at < to {
        let start = at;
        let line = |at: usize| memchr::memchr(b'\n', &source[at..to]).map_or(to, |length| at + length + 1);
        at = line(start);
        let trimmed = source[start..at].trim_ascii();
        let command = trimmed.strip_prefix(b"$ ").unwrap_or(trimmed).trim_ascii_start();
        let first = command.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
        if !(is_program(first) || trimmed.starts_with(b"(qemu) ")) {
            continue;
        }
        while at < to && source[start..at].trim_ascii_end().ends_with(b"\\") {
            at = line(at);
        }
        block(gather, &Text::verbatim(source, start, at), Ground::Named);
    }
}

/// The literal blocks, in their order: where each begins, and ends.
fn blocks(source: &[u8], kind: Kind) -> Vec<(usize, usize)> {
    match kind {
        Kind::Rst => indented(source),
        Kind::Markdown => fenced(source),
        _ => Vec::new(),
    }
}

/// Lines that are indented behind one that ends with `::`, or behind a directive.
fn indented(source: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // How far the line is indented behind which a block may begin, and where that began.
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        let (start, text) = (at, line.trim_ascii());
        at += line.len();
        if text.is_empty() {
            continue;
        }
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if let Some((outer, begin)) = open {
            if indent > outer {
                continue;
            }
            found.push((begin, start));
        }
        let directive = text.strip_prefix(b".. ").map(<[u8]>::trim_ascii_start);
        let begins = match directive {
            Some(name) => DIRECTIVES.iter().any(|known| name.starts_with(known)),
            None => text.ends_with(b"::"),
        };
        open = begins.then_some((indent, at));
    }
    found.extend(open.map(|(_, begin)| (begin, source.len())));
    found
}

/// Lines between fences.
fn fenced(source: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(&[u8], usize)> = None;
    let mut at = 0;
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        let (start, text) = (at, line.trim_ascii());
        at += line.len();
        let fence = [&b"```"[..], b"~~~"].into_iter().find(|fence| text.starts_with(fence));
        match (open, fence) {
            (None, Some(fence)) => open = Some((fence, at)),
            (Some((begun, begin)), Some(fence)) if begun == fence => {
                found.push((begin, start));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|(_, begin)| (begin, source.len())));
    found
}
