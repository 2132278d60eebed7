//! The words of a SystemTap script: any bytes, in one pass, without comments and embedded C.

use crate::text::Span;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, also with `$` or `@` before it.
    Name,
    /// A number.
    Number,
    /// A string, with its quotes.
    Text,
    /// Anything else: an operator, of several bytes where stap knows one.
    Sign,
}

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub kind: Kind,
    pub span: Span,
}

/// The operators of more than one byte, the longer first.
const SIGNS: [&[u8]; 29] = [
    b"<<<", b"<<=", b">>=", b"%{", b"%}", b"%(", b"%)", b"%?", b"%:", b"->", b"++", b"--", b"+=", b"-=",
    b"*=", b"/=", b"%=", b"&=", b"|=", b"^=", b".=", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"=~", b"!~",
];

/// The words of a text.
pub fn words(text: &[u8]) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (kind, length) = match rest[0] {
            byte if byte.is_ascii_whitespace() => (None, 1),
            b'#' => (None, until(rest, b"\n")),
            b'/' if rest.starts_with(b"//") => (None, until(rest, b"\n")),
            b'/' if rest.starts_with(b"/*") => (None, 2 + until(&rest[2..], b"*/")),
            b'%' if rest.starts_with(b"%{") => (None, 2 + until(&rest[2..], b"%}")),
            b'"' => (Some(Kind::Text), string(rest)),
            byte if byte.is_ascii_digit() => {
                (Some(Kind::Number), rest.iter().take_while(|byte| is_letter(**byte)).count())
            }
            byte if is_letter(byte) || matches!(byte, b'$' | b'@') => (Some(Kind::Name), name(rest)),
            _ => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(sign));
                (Some(Kind::Sign), sign.map_or(1, |sign| sign.len()))
            }
        };
        let span = Span::new(at, at + length);
        found.extend(kind.map(|kind| Word { kind, span }));
        at += length;
    }
    found
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The length of what ends behind some bytes, or with the text.
fn until(text: &[u8], end: &[u8]) -> usize {
    memchr::memmem::find(text, end).map_or(text.len(), |at| at + end.len())
}

/// The length of a string: to its closing quote, or with the text.
fn string(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// The length of a name, with the `$`, `$$` or `@` before it.
fn name(text: &[u8]) -> usize {
    let marks = text.iter().take_while(|byte| matches!(byte, b'$' | b'@')).count();
    marks + text[marks..].iter().take_while(|byte| is_letter(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_scripts() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<_> =
                words(text.as_bytes()).iter().map(|it| it.span.text(text.as_bytes())).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("probe a.b*{$arg1++}", &["probe", "a", ".", "b", "*", "{", "$arg1", "++", "}"]);
        check("# a\n// b\n/* c\n*/ d %{ e %} f", &["d", "f"]);
        check(r#""a\"b" x == y <<< 0x1f"#, &[r#""a\"b""#, "x", "==", "y", "<<<", "0x1f"]);
        check("@defined($$vars) $1", &["@defined", "(", "$$vars", ")", "$1"]);
        check(r#""open"#, &[r#""open"#]);
        check(r#""open\"#, &[r#""open\"#]);
        check("/* open", &[]);
        check("%{ open", &[]);
        check("%( a %? b %: c %)", &["%(", "a", "%?", "b", "%:", "c", "%)"]);
        check("é", &["\u{fffd}", "\u{fffd}"]);
    }
}
