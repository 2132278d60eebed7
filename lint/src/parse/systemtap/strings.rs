//! The variables that a probe uses as strings: under `%s`, beside `.`, compared with a text, given to a function of
//! strings.

use super::lexer::{Kind, Word};
use super::words::Words;

/// The functions of stap's tapsets whose first argument is a string.
const FUNCTIONS: [&[u8]; 10] = [
    b"strlen",
    b"substr",
    b"stringat",
    b"isinstr",
    b"isdigit",
    b"text_str",
    b"text_strn",
    b"tokenize",
    b"str_replace",
    b"strtol",
];

/// The operators that want strings when one of the two is one.
const COMPARISONS: [&[u8]; 8] = [b"==", b"!=", b"<", b">", b"<=", b">=", b"=~", b"!~"];

/// The words that are such variables, in the order of the text.
pub(super) fn strings<'a>(words: &Words, inside: &'a [Word]) -> Vec<&'a Word> {
    let mut found = Vec::new();
    for (at, word) in inside.iter().enumerate() {
        let name = words.of(*word);
        let is_call = inside.get(at + 1).is_some_and(|next| words.of(*next) == b"(");
        if matches!(name, b"printf" | b"sprintf") && is_call {
            found.extend(printed(words, &inside[at + 2..]));
        } else if FUNCTIONS.contains(&name) && is_call {
            found.extend(arguments(words, &inside[at + 2..]).first().and_then(|argument| alone(argument)));
        } else if is_variable(words, inside, at) && is_operand(words, inside, at) {
            found.push(word);
        }
    }
    found.sort_by_key(|word| word.span.start);
    found.dedup();
    found
}

fn is_variable(words: &Words, inside: &[Word], at: usize) -> bool {
    let of = |at: usize| inside.get(at).map_or(&b""[..], |word| words.of(*word));
    let before = if at == 0 { &b""[..] } else { of(at - 1) };
    inside[at].kind == Kind::Name && !matches!(of(at + 1), b"(" | b"[" | b"->") && before != b"->"
}

/// True beside `.`, and in a comparison with a text.
fn is_operand(words: &Words, inside: &[Word], at: usize) -> bool {
    let is_one = |sign: Option<&Word>, value: Option<&Word>| {
        let sign = sign.map_or(&b""[..], |word| words.of(*word));
        let is_text = value.is_some_and(|word| word.kind == Kind::Text);
        sign == b"." || (is_text && COMPARISONS.contains(&sign))
    };
    let before = |count: usize| at.checked_sub(count).map(|at| &inside[at]);
    is_one(inside.get(at + 1), inside.get(at + 2)) || is_one(before(1), before(2))
}

/// The arguments of `printf` that stand alone under a `%s`, from behind its parenthesis on.
fn printed<'a>(words: &Words, inside: &'a [Word]) -> Vec<&'a Word> {
    let arguments = arguments(words, inside);
    let Some((format, values)) = arguments.split_first() else { return Vec::new() };
    // Strings side by side are one.
    if format.iter().any(|word| word.kind != Kind::Text) {
        return Vec::new();
    }
    let format: Vec<u8> = format.iter().flat_map(|word| words.of(*word).iter().copied()).collect();
    let letters = letters(&format);
    let strings = letters.iter().zip(values).filter(|(letter, _)| **letter == b's');
    strings.filter_map(|(_, value)| alone(value)).collect()
}

/// For each argument that a format takes the letter of its conversion; `*` for a width or a precision.
fn letters(format: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut rest = format;
    while let Some(at) = memchr::memchr(b'%', rest) {
        rest = &rest[at + 1..];
        while let Some(byte) = rest.first().filter(|byte| b"-+ #0123456789.*lhz".contains(byte)) {
            if *byte == b'*' {
                found.push(b'*');
            }
            rest = &rest[1..];
        }
        let Some(letter) = rest.first() else { break };
        if *letter != b'%' {
            found.push(*letter);
        }
        rest = &rest[1..];
    }
    found
}

/// A call of more words than this is not looked at: calls in calls are read again and again.
const MOST_WORDS: usize = 256;

/// The arguments of a call, from behind its parenthesis on.
fn arguments<'a>(words: &Words, inside: &'a [Word]) -> Vec<&'a [Word]> {
    let (mut depth, mut start) = (0usize, 0);
    let mut found = Vec::new();
    for (at, word) in inside.iter().enumerate().take(MOST_WORDS) {
        match words.of(*word) {
            b"(" | b"[" => depth += 1,
            b")" | b"]" if depth > 0 => depth -= 1,
            b")" => {
                found.push(&inside[start..at]);
                return found;
            }
            b"," if depth == 0 => {
                found.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    Vec::new()
}

/// The variable that an argument is.
fn alone(argument: &[Word]) -> Option<&Word> {
    match argument {
        [word] if word.kind == Kind::Name => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::words;
    use super::*;

    #[test]
    fn what_is_used_as_a_string() {
        let check = |text: &str, expected: &[&str]| {
            let all = words(text.as_bytes());
            let words = Words { text: text.as_bytes(), all: Vec::new() };
            let found: Vec<_> =
                strings(&words, &all).iter().map(|word| word.span.text(text.as_bytes())).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(r#"printf("%s %d %5s", a, b, $arg3)"#, &["a", "$arg3"]);
        check(r#"printf("%*s %%%-8.3s", n, a, b)"#, &["a", "b"]);
        check(r#"printf("%s", user_string(a)) printf("%d", a)"#, &[]);
        check(r#"printf("%s" "%s", f(a, b), c)"#, &["c"]);
        check(r#"printf(format, a) printf("%s", a"#, &[]);
        check(r#"println(strlen(a) + substr(b, 1, 2))"#, &["a", "b"]);
        check(r#"strlen(user_string(a))"#, &[]);
        check(r#"x = a . "b" . c"#, &["a", "c"]);
        check(r#"if (a == "b" || "c" != d || e == f) g = "h""#, &["a", "d"]);
        check(r#"x = s->name . t[1]"#, &[]);
        check(r#"$arg1 =~ "^x""#, &["$arg1"]);
    }
}
