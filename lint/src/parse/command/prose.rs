//! Documentation: commands in literal blocks, inline literals, and lines that begin with a program. What
//! stands in running text is none.

use super::arguments;
use super::gather::Gather;
use super::gather::OptionEvidence;
use super::kind::Kind;
use super::program::is_program;
use super::split::commands;
use super::text::Text;
use memchr::memmem;

/// The directives of reStructuredText whose contents are commands, or may be.
const DIRECTIVES: [&[u8]; 6] =
    [b"code-block::", b"code::", b"parsed-literal::", b"sourcecode::", b"prompt::", b"highlight::"];

/// Looks at a text. What stands in running text, and alone in a literal, may be told of because it is wrong:
/// only names are looked at there, and commands of configure.
pub(super) fn scan(gather: &mut Gather, kind: Kind) {
    let source = gather.source;
    let mut commands = match kind {
        Kind::Rst => indented(source),
        Kind::Markdown => fenced(source),
        _ => Vec::new(),
    };
    if kind != Kind::Rst {
        let between: Vec<_> = gaps(&commands, source.len()).collect();
        commands.extend(between.into_iter().flat_map(|(from, to)| prompts(source, from, to)));
        commands.sort_unstable();
    }
    let between = gaps(&commands, source.len()).filter(|_| kind != Kind::Plain);
    let literals: Vec<_> = between.flat_map(|(from, to)| literals(source, from, to, kind)).collect();
    let configures = literals.iter().copied().filter(|(start, end)| is_configure(&source[*start..*end]));
    let whole: Vec<_> = commands.iter().copied().chain(configures).collect();
    gather.commands_stand_in(&whole);
    for (start, end) in commands {
        block(gather, &Text::verbatim(source, start, end), OptionEvidence::Named);
    }
    for (start, end) in literals {
        let mut text = Text::verbatim(source, start, end);
        text.bytes.iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b' ');
        block(gather, &text, OptionEvidence::Any);
    }
}

/// True for a command of configure, with options.
fn is_configure(text: &[u8]) -> bool {
    let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let base = words.next().and_then(|word| word.rsplit(|byte| *byte == b'/').next());
    base == Some(b"configure") && words.any(|word| word.starts_with(b"--"))
}

/// What lies between parts of a text.
fn gaps(parts: &[(usize, usize)], end: usize) -> impl Iterator<Item = (usize, usize)> {
    let begins = [0].into_iter().chain(parts.iter().map(|(_, end)| *end));
    begins.zip(parts.iter().map(|(start, _)| *start).chain([end]))
}

fn block(gather: &mut Gather, text: &Text, evidence: OptionEvidence) {
    for words in commands(text) {
        arguments::scan(gather, &words, evidence, 0);
    }
}

/// Literals in the text of paragraphs: between two of the same run of backquotes, which in reStructuredText
/// are two.
fn literals(source: &[u8], from: usize, to: usize, kind: Kind) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let source = &source[..to];
    let run = |at: usize| source[at..].iter().take_while(|byte| **byte == b'`').count();
    let next = |at: usize| memchr::memchr(b'`', &source[at..]).map(|found| (at + found, run(at + found)));
    let mut at = from;
    while let Some((start, length)) = next(at) {
        let open = start + length;
        at = open;
        if kind == Kind::Rst && length != 2 {
            continue;
        }
        let mut ends = std::iter::successors(next(open), |(at, length)| next(at + length));
        let Some((close, _)) = ends.find(|(_, other)| *other == length) else { continue };
        if memmem::find(&source[open..close], b"\n\n").is_some() {
            continue;
        }
        found.push((open, close));
        at = close + length;
    }
    found
}

/// Lines that begin with a program, or with the prompt of the monitor, with those that go on behind `\`.
fn prompts(source: &[u8], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let line = |at: usize| memchr::memchr(b'\n', &source[at..to]).map_or(to, |length| at + length + 1);
    let mut at = from;
    while at < to {
        let start = at;
        at = line(start);
        let trimmed = source[start..at].trim_ascii();
        let command = trimmed.strip_prefix(b"$ ").unwrap_or(trimmed).trim_ascii_start();
        let first = command.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
        if !(is_program(first) || is_configure(command) || trimmed.starts_with(b"(qemu) ")) {
            continue;
        }
        while at < to && source[start..at].trim_ascii_end().ends_with(b"\\") {
            at = line(at);
        }
        found.push((start, at));
    }
    found
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
