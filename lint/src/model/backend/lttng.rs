//! The fields that LTTng records of an event: one for each match of a regular expression in the format,
//! while there are both arguments and matches left.

use super::strings::is_lttng_string;
use crate::parse::events::{Event, File, LineKind};
use crate::qemu::printf::{Role, slots};
use rustc_hash::FxHashMap;

/// What a field records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `ctf_string`: what the argument points at, up to a NUL.
    String,
    /// `ctf_integer_hex`
    Hexadecimal,
    /// `ctf_integer`
    Integer,
}

impl Kind {
    /// The macro that declares such a field.
    pub fn macro_name(self) -> &'static str {
        match self {
            Kind::String => "ctf_string",
            Kind::Hexadecimal => "ctf_integer_hex",
            Kind::Integer => "ctf_integer",
        }
    }
}

/// Why an argument is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// There are fewer matches in the format than arguments.
    NoMatch,
    /// No branch of the generator is for its type.
    NoBranch,
}

/// What becomes of each argument, by their types as written and the format as written.
pub fn fields<'a>(types: impl Iterator<Item = &'a str>, format: &str) -> Vec<Result<Kind, Loss>> {
    let mut matches = matches(format).into_iter();
    types.map(|ctype| kind(ctype, matches.next().ok_or(Loss::NoMatch)?).ok_or(Loss::NoBranch)).collect()
}

/// What becomes of each argument of an event; nothing is said of a line that can't be read.
pub(crate) fn fields_of(file: &File, event: &Event) -> Vec<Result<Kind, Loss>> {
    let Some(LineKind::Event(node)) = file.tree.lines.get(event.line).map(|line| &line.kind) else {
        return Vec::new();
    };
    let written = node.format.as_ref().map(|format| format.span.text(&file.text)).unwrap_or_default();
    let types: Vec<_> = event.arguments.iter().map(|argument| argument.ctype_span.text(&file.text)).collect();
    fields(types.iter().map(|ctype| &**ctype), &written)
}

/// The arguments that LTTng shows in another base than the format does: their indexes, and a sentence.
pub(crate) fn other_bases(file: &File, event: &Event) -> Vec<(usize, String)> {
    let base = |is_hexadecimal| if is_hexadecimal { "hexadecimal" } else { "decimal" };
    // The letters of the conversions that print each argument.
    let mut printed: FxHashMap<usize, Vec<u8>> = FxHashMap::default();
    if let Some(format) = &event.format {
        for slot in slots(format).into_iter().filter(|slot| slot.role == Role::Value) {
            printed.entry(slot.argument).or_default().push(format.conversions[slot.conversion].letter);
        }
    }
    let fields = fields_of(file, event).into_iter().enumerate();
    let other = fields.filter_map(|(index, field)| {
        let is_shown = match field.ok()? {
            Kind::String => return None,
            Kind::Hexadecimal => true,
            Kind::Integer => false,
        };
        let mut letters = printed.get(&index)?.iter();
        let is_other = letters.all(|letter| match letter {
            b'x' | b'X' | b'p' => !is_shown,
            b'd' | b'i' | b'u' => is_shown,
            _ => false,
        });
        let name = event.arguments[index].name.text(&file.text);
        let text = format!("LTTng shows `{name}` in {}, the format in {}", base(is_shown), base(!is_shown));
        is_other.then_some((index, text))
    });
    other.collect()
}

/// The branches of scripts/tracetool/format/ust_events_h.py.
fn kind(ctype: &str, conversion: &str) -> Option<Kind> {
    let has = |part| ctype.contains(part);
    if is_lttng_string(ctype) {
        Some(Kind::String)
    } else if conversion.contains("%p") || conversion.contains('x') || has("ptr") || has("*") {
        Some(Kind::Hexadecimal)
    } else if ["int", "long", "unsigned", "size_t", "bool"].into_iter().any(has) {
        Some(Kind::Integer)
    } else {
        None
    }
}

/// The matches of `%[\d\.]*\w+|%.*?PRI\S+` (`Event.formats` of scripts/tracetool/__init__.py), in order.
pub fn matches(format: &str) -> Vec<&str> {
    let mut found = Vec::new();
    // The macro that was found last, or that there is none: each part of the format is searched once.
    let mut found_last = None;
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'%', &format.as_bytes()[at..]).map(|found| at + found) {
        let end = plain(format, start).or_else(|| {
            let next_macro = match found_last {
                Some(None) => None,
                Some(Some((macro_start, end))) if macro_start > start => Some((macro_start, end)),
                _ => macro_from(format, start + 1),
            };
            found_last = Some(next_macro);
            next_macro.map(|(_, end)| end)
        });
        found.extend(end.map(|end| &format[start..end]));
        at = end.unwrap_or(start + 1);
    }
    found
}

/// The end of `%[\d\.]*\w+` at a `%`.
fn plain(format: &str, start: usize) -> Option<usize> {
    let is_word = |character: char| character == '_' || character.is_alphanumeric();
    let rest = &format[start + 1..];
    let digits =
        rest.find(|character: char| character != '.' && !character.is_numeric()).unwrap_or(rest.len());
    let word = rest[digits..].find(|character| !is_word(character)).unwrap_or(rest.len() - digits);
    if word > 0 {
        return Some(start + 1 + digits + word);
    }
    // Without a letter behind them, the digits themselves are the word.
    let number = rest[..digits].trim_end_matches('.');
    (number.ends_with(char::is_numeric)).then_some(start + 1 + number.len())
}

/// The first `PRI\S+` from an offset on: its start and end.
fn macro_from(format: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let start = at + format.get(at..)?.find("PRI")?;
        let rest = &format[start + 3..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if length > 0 {
            return Some((start, start + 3 + length));
        }
        at = start + 3;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_those_of_the_regular_expression() {
        let check = |format: &str, expected: &[&str]| assert_eq!(matches(format), expected, "{format}");
        check(r#""a=%d b=%s""#, &["%d", "%s"]);
        check(r#""a=%08x %.8u %.d""#, &["%08x", "%.8u", "%.d"]);
        check(r#""a=%-4d b=%d""#, &["%d"]);
        check(r#""a=%#x b=%+d""#, &[]);
        check(r#""%*d %.*s""#, &[]);
        check(r#""a=%" PRIx64 " b=%" PRIu32"#, &[r#"%" PRIx64"#, r#"%" PRIu32"#]);
        check(r#""0x%"PRIx64"-0x%"PRIx64" x""#, &[r#"%"PRIx64"-0x%"PRIx64""#]);
        check(r#""%-4d x=%" PRIx64"#, &[r#"%-4d x=%" PRIx64"#]);
        check(r#""100%% %" PRIx64 " %d""#, &[r#"%% %" PRIx64"#, "%d"]);
        check(r#""%8 %8. %. %""#, &["%8", "%8"]);
        check(r#""%8.3.""#, &["%8.3"]);
        check(r#""%- PRI PRIx""#, &[r#"%- PRI PRIx""#]);
        check(r#""%-- PRI""#, &[r#"%-- PRI""#]);
        check(r#""%-" PRI"#, &[]);
        check(r#""%-d %-d PRIx %-d""#, &["%-d %-d PRIx"]);
        check(r#""%dxyz_1 %é""#, &["%dxyz_1", "%é"]);
        check("%", &[]);
    }

    #[test]
    fn kinds() {
        let check = |ctype: &str, conversion: &str, expected: Result<Kind, Loss>| {
            assert_eq!(fields([ctype].into_iter(), conversion), [expected], "{ctype} {conversion}");
        };
        check("const char *", "%s", Ok(Kind::String));
        check("char **", "%p", Ok(Kind::String));
        check("char const *", "%s", Ok(Kind::Hexadecimal));
        check("uint8_t *", "%s", Ok(Kind::Hexadecimal));
        check("uintptr_t", "%d", Ok(Kind::Hexadecimal));
        check("int", "%x", Ok(Kind::Hexadecimal));
        check("char", "%x", Ok(Kind::Hexadecimal));
        check("char", "%c", Err(Loss::NoBranch));
        check("unsigned char", "%c", Ok(Kind::Integer));
        check("short", "%d", Err(Loss::NoBranch));
        check("bool", "%d", Ok(Kind::Integer));
        check("int", "", Err(Loss::NoMatch));
    }
}
