//! The points of a probe that are QEMU's. What is no plain one is left out.

use super::lexer::{Kind, Word};
use super::model::{Form, Point};
use super::words::Words;
use crate::text::Span;

/// A part of a point: `name` or `name("text")`.
struct Part {
    /// The name, with what stands in it for others.
    name: Span,
    /// The words in its parentheses.
    given: Option<Vec<Word>>,
}

/// The points of QEMU's between `probe` and the body.
pub(super) fn points(words: &Words, head: &[Word]) -> Vec<Point> {
    let head = match alias_end(words, head) {
        Some(end) => &head[end..],
        None => head,
    };
    let mut found = Vec::new();
    for point in split(words, head) {
        let ends = |word: &Word| matches!(words.of(*word), b"?" | b"!" | b"if");
        let end = point.iter().position(ends).unwrap_or(point.len());
        let mark = point.get(end).map_or(&b""[..], |word| words.of(*word));
        let is_optional = matches!(mark, b"?" | b"!");
        for plain in expanded(words, &point[..end]) {
            found.extend(one(words, &plain).map(|it| Point { is_optional, ..it }));
        }
        // Where that is found, stap looks for no other.
        if mark == b"!" {
            break;
        }
    }
    found
}

/// The last part of the name that a probe gives to its points, below `qemu.`.
pub(super) fn alias(words: &Words, head: &[Word]) -> Option<Box<str>> {
    let name = &head[..alias_end(words, head)? - 1];
    let is_ours = name.first().is_some_and(|first| words.of(*first) == b"qemu");
    let last = name.last().filter(|_| is_ours)?;
    Some(String::from_utf8_lossy(words.of(*last)).into())
}

/// Where the points begin behind the `=` or `+=` of an alias.
fn alias_end(words: &Words, head: &[Word]) -> Option<usize> {
    head.iter().position(|word| matches!(words.of(*word), b"=" | b"+=")).map(|at| at + 1)
}

/// What stands between commas outside parentheses and braces.
fn split<'a>(words: &Words, head: &'a [Word]) -> Vec<&'a [Word]> {
    let mut depth = 0usize;
    let parts = head.split(|word| {
        match words.of(*word) {
            b"(" | b"{" => depth += 1,
            b")" | b"}" => depth = depth.saturating_sub(1),
            b"," => return depth == 0,
            _ => {}
        }
        false
    });
    parts.collect()
}

/// A point for each of the names in the braces at its end; itself without braces.
fn expanded(words: &Words, point: &[Word]) -> Vec<Vec<Word>> {
    let Some(open) = point.iter().position(|word| words.of(*word) == b"{") else {
        return vec![point.to_vec()];
    };
    let is_end = point.last().is_some_and(|word| words.of(*word) == b"}");
    let inside = point.get(open + 1..point.len() - 1).filter(|_| is_end);
    let names = inside.map(|inside| split(words, inside)).unwrap_or_default();
    names.into_iter().map(|name| [&point[..open], name].concat()).collect()
}

fn one(words: &Words, point: &[Word]) -> Option<Point> {
    let parts = parts(words, point)?;
    match words.of(*point.first()?) {
        b"qemu" => of_tapset(words, &parts),
        b"process" => mark(words, &parts),
        _ => None,
    }
}

/// The parts of a point between its dots; `None` for what is no plain point.
fn parts(words: &Words, point: &[Word]) -> Option<Vec<Part>> {
    let mut found: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < point.len() {
        let start = point[at].span;
        let mut name = start;
        let is_of_name = |word: &Word| word.kind == Kind::Name || matches!(words.of(*word), b"*");
        if !is_of_name(&point[at]) || words.of(point[at]).starts_with(b"$") {
            return None;
        }
        at += 1;
        while let Some(word) = point.get(at).filter(|word| word.span.start == name.end) {
            let is_number = word.kind == Kind::Number;
            if !is_of_name(word) && !is_number || words.of(*word).starts_with(b"$") {
                break;
            }
            name = start.to(word.span);
            at += 1;
        }
        let mut given = None;
        if point.get(at).is_some_and(|word| words.of(*word) == b"(") {
            let length = point[at..].iter().position(|word| words.of(*word) == b")")?;
            given = Some(point[at + 1..at + length].to_vec());
            at += length + 1;
        }
        found.push(Part { name, given });
        match point.get(at) {
            Some(word) if words.of(*word) == b"." => at += 1,
            Some(_) => return None,
            None => {}
        }
    }
    Some(found)
}

/// The prefixes of one part that QEMU's build and distributions give to tracetool.
const PREFIXES: [&[u8]; 5] = [b"kvm", b"img", b"io", b"nbd", b"storage_daemon"];

/// `qemu.PREFIX.NAME`, where the prefix is one of these, or `system` or `user` and an architecture. Another may
/// be that of somebody else's tapset.
fn of_tapset(words: &Words, parts: &[Part]) -> Option<Point> {
    let names: Vec<&[u8]> = parts.iter().map(|part| part.name.of(words.text)).collect();
    let is_plain = parts.iter().all(|part| part.given.is_none());
    let is_wide = |name: &&[u8]| memchr::memmem::find(name, b"**").is_some();
    if !is_plain || names.iter().any(is_wide) {
        return None;
    }
    let [_, prefix @ .., _] = &names[..] else { return None };
    let (form, prefix) = match prefix {
        [prefix @ .., b"log"] => (Form::Log, prefix),
        [prefix @ .., b"simpletrace"] => (Form::Simpletrace, prefix),
        _ => (Form::Tapset, prefix),
    };
    let is_wild = |name: &[u8]| memchr::memchr(b'*', name).is_some();
    let is_known = match prefix {
        [one] => PREFIXES.contains(one) || is_wild(one),
        [mode, _] => matches!(*mode, b"system" | b"user") || is_wild(mode),
        _ => false,
    };
    let span = parts.last().filter(|_| is_known)?.name;
    Some(Point { form, name: span.text(words.text).into(), span, is_optional: false })
}

/// `process("PROGRAM").mark("NAME")`, of a program or a provider of QEMU's.
fn mark(words: &Words, parts: &[Part]) -> Option<Point> {
    let given = |part: &Part| match part.given.as_deref() {
        Some([word]) if word.kind == Kind::Text && word.span.len() >= 2 => {
            Some(Span { start: word.span.start + 1, end: word.span.end - 1 })
        }
        _ => None,
    };
    let is = |part: &Part, name: &[u8]| part.name.of(words.text) == name;
    let (process, provider, mark) = match parts {
        [process, mark] => (process, None, mark),
        [process, provider, mark] if is(provider, b"provider") => (process, Some(given(provider)?), mark),
        _ => return None,
    };
    let program = given(process).map(|span| span.of(words.text)).unwrap_or_default();
    let program = program.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    // One that holds its libraries has their marks, too.
    let is_ours = match provider {
        Some(provider) => provider.of(words.text) == b"qemu",
        None => program.starts_with(b"qemu") && memchr::memmem::find(program, b"static").is_none(),
    };
    let span = given(mark).filter(|_| is(process, b"process") && is(mark, b"mark") && is_ours)?;
    let name = span.text(words.text);
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-*?".contains(&byte));
    (is_plain && !name.is_empty()).then(|| Point {
        form: Form::Mark,
        name: name.into(),
        span,
        is_optional: false,
    })
}
