//! What SystemTap makes of a format: `c_fmt_to_stap` of scripts/tracetool/format/log_stap.py, and the
//! conversions that stap 4.8 takes.

use crate::qemu::printf::{Conversion, Format};

/// The letters of stap's printf that take a number.
const NUMBERS: &[u8] = b"diouxXcp";

/// A conversion as stap gets it; `None` for a macro that tracetool can't translate.
pub fn translated(format: &Format, conversion: &Conversion) -> Option<Vec<u8>> {
    let mut text = format.text[conversion.start..conversion.end].to_vec();
    let ending = format.macros.iter().find(|word| word.at == conversion.end && word.used);
    if let Some(word) = ending {
        text.push(word.known?.letter);
    }
    Some(strip_size(text))
}

/// Without the length modifier, where it is one that tracetool takes away: `%(\d*)(l+|z)(x|u|d)`.
fn strip_size(text: Vec<u8>) -> Vec<u8> {
    let digits = text.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
    let (kept, rest) = text.split_at(1 + digits);
    let size = match rest.first() {
        Some(b'z') => 1,
        _ => rest.iter().take_while(|byte| **byte == b'l').count(),
    };
    match rest[size..] {
        [letter @ (b'x' | b'u' | b'd')] if size > 0 => [kept, &[letter]].concat(),
        _ => text,
    }
}

/// What a conversion of stap prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// `%%`
    Nothing,
    /// A number.
    Number,
    /// A string.
    String,
}

/// What stap takes a conversion for; `None` when it is an invalid one.
pub fn takes(text: &[u8]) -> Option<Takes> {
    if text == b"%%" {
        return Some(Takes::Nothing);
    }
    let amount = |text: &[u8]| match text.first() {
        Some(b'*') => 1,
        _ => text.iter().take_while(|byte| byte.is_ascii_digit()).count(),
    };
    let mut rest = text.strip_prefix(b"%")?;
    // One flag; further zeros are of the width.
    if let [b'-' | b'+' | b' ' | b'#' | b'0', after @ ..] = rest {
        rest = after;
    }
    rest = &rest[amount(rest)..];
    if let [b'.', after @ ..] = rest {
        rest = &after[amount(after)..];
    }
    if let [b'l', after @ ..] = rest {
        rest = after;
    }
    match rest {
        [letter] if NUMBERS.contains(letter) => Some(Takes::Number),
        b"s" => Some(Takes::String),
        _ => None,
    }
}

/// A format as it stands in the tapset, from the format as written.
///
/// # Errors
/// The macro that tracetool can't translate.
pub fn format(written: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = written.trim_end();
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let end = closing(rest);
            out.push_str(&rest[1..end]);
            rest = rest.get(end + 1..).unwrap_or_default();
        } else if first == ' ' || first == '\t' {
            rest = &rest[1..];
        } else {
            let end = rest.find([' ', '\t', '"']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let letter = name.strip_prefix("PRI").and_then(|letters| letters.chars().next());
            out.push(letter.ok_or_else(|| name.to_owned())?);
            rest = after;
        }
    }
    Ok(strip_sizes(&out))
}

/// Where the string that begins the text ends: at its closing quote, or with the text.
fn closing(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !is_escaped => return at,
            b'\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}

/// Takes away each length modifier that tracetool does.
fn strip_sizes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('%') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let digits =
            from[1..].len() - from[1..].trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
        let after = &from[1 + digits..];
        let size = if after.starts_with('z') { 1 } else { after.len() - after.trim_start_matches('l').len() };
        let is_stripped = size > 0 && after[size..].starts_with(['x', 'u', 'd']);
        out.push_str(&from[..1 + digits]);
        rest = if is_stripped { &after[size..] } else { after };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_as_tracetool_translates_them() {
        let check = |written: &str, expected: Result<&str, &str>| {
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(format(written), expected, "{written}");
        };
        check(r#""a=%d""#, Ok("a=%d"));
        check(r#""a=%08lx b=%zu c=%llu" "#, Ok("a=%08x b=%u c=%u"));
        check(r#""a=0x%" PRIx64 " b=%02"PRIX8"h""#, Ok("a=0x%x b=%02Xh"));
        check(r#""a=%"PRIuPTR"#, Ok("a=%u"));
        check(r#""a=\"%s\" \\" "x""#, Ok(r#"a=\"%s\" \\x"#));
        check(r#""%-8zu %.16llx %hhx""#, Ok("%-8zu %.16llx %hhx"));
        check(r#""%" G_GUINT64_FORMAT"#, Err("G_GUINT64_FORMAT"));
        check("", Ok(""));
    }

    #[test]
    fn conversions_that_stap_takes() {
        let check = |text: &str, expected: Option<Takes>| {
            assert_eq!(takes(&strip_size(text.into())), expected, "{text}");
        };
        for text in [
            "%d", "%08lx", "%lli", "%lX", "%-ld", "%llu", "%8zu", "%-8.3d", "%*x", "%.*lo", "%c", "%p",
            "%008d",
        ] {
            let expected = if text == "%lli" { None } else { Some(Takes::Number) };
            check(text, expected);
        }
        for text in
            ["%hhx", "%hx", "%ju", "%td", "%zi", "%.16llx", "%-8zu", "%llX", "%-lld", "%n", "%1$d", "%'d"]
        {
            check(text, None);
        }
        for text in ["%0-d", "%##x", "%+ d", "%", "%8", "%e", "%8%", "%Id"] {
            check(text, None);
        }
        check("%s", Some(Takes::String));
        check("%-20.*s", Some(Takes::String));
        check("%%", Some(Takes::Nothing));
    }
}
