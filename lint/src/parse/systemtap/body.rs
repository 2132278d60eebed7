//! What the body of a probe uses of its points: arguments by number, and variables that it does not set.

use super::lexer::{Kind, Word};
use super::model::{Argument, Point, Probe, Variable};
use super::strings::strings;
use super::words::Words;
use crate::text::Span;
use rustc_hash::FxHashSet;

/// The words that are no variables.
const KEYWORDS: [&str; 20] = [
    "if", "else", "for", "foreach", "while", "break", "continue", "return", "delete", "next", "string",
    "long", "in", "limit", "try", "catch", "probe", "function", "global", "private",
];

/// What may stand behind `@` and decides nothing about what is looked at here.
const OPERATORS: [&str; 9] =
    ["@cast", "@count", "@sum", "@min", "@max", "@avg", "@variance", "@hist_linear", "@hist_log"];

/// The operators that set what stands before them.
const ASSIGNMENTS: [&str; 15] =
    ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ".=", "<<<", "++", "--"];

/// A probe with this body, braces among it.
pub(super) fn body(words: &Words, inside: &[Word], points: Vec<Point>, globals: &FxHashSet<&[u8]>) -> Probe {
    let (arguments, variables) = (Vec::new(), Vec::new());
    let mut probe = Probe { points, arguments, variables, words: Vec::new(), strings: Vec::new() };
    let of = |at: usize| inside.get(at).map_or(&b""[..], |word| words.of(*word));
    let is_one_of = |list: &[&str], word: &[u8]| list.iter().any(|it| it.as_bytes() == word);
    // A macro may stand for anything, and what may be missing is asked for by `@defined`.
    let is_unknown =
        |word: &&Word| words.of(**word).starts_with(b"@") && !is_one_of(&OPERATORS, words.of(**word));
    if inside.iter().any(|word| is_unknown(&word)) {
        return probe;
    }
    let mut set: FxHashSet<&[u8]> = globals.clone();
    // The end of the head of a loop or a `catch`, which sets what it names.
    let mut head = 0;
    let mut reads = Vec::new();
    for (at, word) in inside.iter().enumerate().filter(|(_, word)| word.kind == Kind::Name) {
        let name = words.of(*word);
        if let Some(number) = name.strip_prefix(b"$arg") {
            let number = std::str::from_utf8(number).ok().and_then(|digits| digits.parse().ok());
            probe.arguments.extend(number.map(|number| Argument { number, span: word.span }));
            continue;
        }
        let before = if at == 0 { &b""[..] } else { of(at - 1) };
        let after = of(at + 1);
        if matches!(name, b"foreach" | b"catch") && after == b"(" {
            let ends = |word: &Word| matches!(words.of(*word), b"in" | b")");
            head = inside[at..].iter().position(ends).map_or(inside.len(), |end| at + end);
        }
        if is_one_of(&KEYWORDS, name) {
            if is_in_expression(before, after) {
                probe.words.push(variable(name, word.span));
            }
            continue;
        }
        if name.starts_with(b"$")
            || matches!(after, b"(" | b"[")
            || matches!(before, b"." | b"->" | b"in" | b"delete")
        {
            continue;
        }
        if at < head || is_one_of(&ASSIGNMENTS, after) || matches!(before, b"++" | b"--") {
            set.insert(name);
        } else {
            reads.push((name, word.span));
        }
    }
    let is_set = set.clone();
    for (name, span) in reads {
        // Once is enough, and what is set somewhere is set.
        if set.insert(name) {
            probe.variables.push(variable(name, span));
        }
    }
    let strings = strings(words, inside).into_iter().filter(|word| !is_set.contains(words.of(**word)));
    probe.strings = strings.map(|word| variable(words.of(*word), word.span)).collect();
    probe
}

fn variable(name: &[u8], span: Span) -> Variable {
    Variable { name: String::from_utf8_lossy(name).into(), span }
}

/// True between what stands before a value and what stands behind one: no statement begins there.
fn is_in_expression(before: &[u8], after: &[u8]) -> bool {
    const OPERATORS: &[&[u8]] = &[b",", b"+", b"-", b"*", b"/", b"==", b"!=", b"<=", b">=", b"<", b">"];
    let is_begun = before == b"(" || before == b"=" || OPERATORS.contains(&before);
    is_begun && (matches!(after, b")" | b";") || OPERATORS.contains(&after))
}
