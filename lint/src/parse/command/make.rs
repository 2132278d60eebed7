//! Makefiles: recipes, whose lines a shell runs, and variables with options.

use super::arguments;
use super::gather::Gather;
use super::gather::OptionEvidence;
use super::program::of_speaking_name;
use super::shell;
use super::split::commands;
use super::text::Text;
use super::user;

/// Looks at a makefile. What it defines by `define` is read as its lines are.
pub(super) fn scan(gather: &mut Gather) {
    for (start, end) in logical_lines(gather.source) {
        let line = &gather.source[start..end];
        if line.starts_with(b"\t") {
            let flags =
                line.iter().take_while(|byte| matches!(byte, b'\t' | b' ' | b'@' | b'-' | b'+')).count();
            shell::scan_text(gather, &without_dollars(gather.source, start + flags, end));
        } else if let Some((name, value)) = assignment(line) {
            let text = without_dollars(gather.source, start + value, end);
            if user::value(gather, name, &text) {
                continue;
            }
            let is_qemu = of_speaking_name(&name.to_ascii_lowercase()).is_some();
            let evidence = if is_qemu { OptionEvidence::Any } else { gather.loose() };
            for words in commands(&text) {
                arguments::scan(gather, &words, evidence, 0);
            }
        }
    }
}

/// The lines of a text, each with those that go on behind `\`.
pub(super) fn logical_lines(source: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut end) = (0, 0);
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if !line.trim_ascii_end().ends_with(b"\\") {
            found.push((start, end));
            start = end;
        }
    }
    if start < end {
        found.push((start, end));
    }
    found
}

/// The name of a variable that a line sets, and where its value begins.
fn assignment(line: &[u8]) -> Option<(&[u8], usize)> {
    let equals = memchr::memchr(b'=', line)?;
    let before = &line[..equals];
    let operator = before.iter().rev().take_while(|byte| b"+:?!".contains(byte)).count();
    let before = before[..equals - operator].trim_ascii_end();
    let name = before.rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    (!name.is_empty() && name.iter().all(is_name)).then_some((name, equals + 1))
}

/// A part of the source in which `$$` is the dollar that it is for a shell.
fn without_dollars(source: &[u8], start: usize, end: usize) -> Text {
    let all = Text::verbatim(source, start, end);
    let mut text = Text::default();
    let mut at = 0;
    while at < all.bytes.len() {
        at += usize::from(all.bytes[at..].starts_with(b"$$"));
        text.take(&all, at, at + 1);
        at += 1;
    }
    text
}
