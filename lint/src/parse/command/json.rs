//! JSON: options in lists of strings, as editors and test runners have them.

use super::arguments;
use super::gather::Gather;
use super::text::Text;
use super::words::Word;
use crate::text::Span;

/// Looks at the strings of a text that follow one another with nothing but a comma between.
pub(super) fn scan(gather: &mut Gather) {
    scan_text(gather, 0, gather.source.len());
}

/// The same for a part of a text.
pub(super) fn scan_text(gather: &mut Gather, from: usize, to: usize) {
    let source = &gather.source[..to];
    let mut words: Vec<Word> = Vec::new();
    let mut at = from;
    let mut last = from;
    while let Some(start) = memchr::memchr2(b'"', b'#', &source[at..]).map(|found| at + found) {
        if source[start] == b'#' {
            // What stands in a comment of the QAPI schema is prose.
            at = memchr::memchr(b'\n', &source[start..]).map_or(source.len(), |end| start + end);
            continue;
        }
        let Some(end) = closed(source, start + 1) else { break };
        if source[last..start].trim_ascii() != b"," {
            list(gather, &std::mem::take(&mut words));
        }
        let text = Text::of_string(source, Span::new(start + 1, end));
        words.push(Word { text, raw: Span::new(start, end + 1), is_quoted: true });
        (at, last) = (end + 1, end + 1);
    }
    list(gather, &words);
}

fn list(gather: &mut Gather, words: &[Word]) {
    let evidence = gather.loose();
    arguments::scan(gather, words, evidence, 0);
}

/// Where a string ends that begins behind a quote.
fn closed(source: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr2(b'"', b'\\', &source[at..])?;
        if source[at] == b'"' {
            return Some(at);
        }
        at += 2;
        if at > source.len() {
            return None;
        }
    }
}
