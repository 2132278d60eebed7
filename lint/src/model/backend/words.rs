//! The words of the generators: which names and types each backend reserves, respells, or can't read.

/// Words of D to which scripts/tracetool/format/d.py adds an underscore when an argument is named so.
const OF_D: [&str; 43] = [
    "auto",
    "goto",
    "sizeof",
    "break",
    "if",
    "static",
    "case",
    "import",
    "string",
    "char",
    "inline",
    "stringof",
    "const",
    "int",
    "struct",
    "continue",
    "long",
    "switch",
    "counter",
    "offsetof",
    "this",
    "default",
    "probe",
    "translator",
    "do",
    "provider",
    "typedef",
    "double",
    "register",
    "union",
    "else",
    "restrict",
    "unsigned",
    "enum",
    "return",
    "void",
    "extern",
    "self",
    "volatile",
    "float",
    "short",
    "while",
    "for",
];
/// More of them.
const MORE_OF_D: [&str; 2] = ["signed", "xlate"];

/// Words of SystemTap to which scripts/tracetool/format/stap.py adds an underscore.
const OF_STAP: [&str; 20] = [
    "break", "catch", "continue", "delete", "else", "for", "foreach", "function", "global", "if", "in",
    "limit", "long", "next", "probe", "return", "self", "string", "try", "while",
];

/// An argument's name as it stands in the file for dtrace(1).
pub(crate) fn in_d(name: &str) -> String {
    let is_word = OF_D.contains(&name) || MORE_OF_D.contains(&name);
    if is_word { format!("{name}_") } else { name.to_owned() }
}

/// An argument's name as it stands in a tapset.
pub(crate) fn in_stap(name: &str) -> String {
    if OF_STAP.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

/// True for a word of SystemTap's language that tracetool does not know.
pub(crate) fn breaks_stap(name: &str) -> bool {
    name == "private"
}

/// A type as it stands in the file for dtrace(1).
pub(crate) fn type_in_d(ctype: &str) -> String {
    ctype
        .replace("unsigned long long", "uint64_t")
        .replace("signed long long", "int64_t")
        .replace("long long", "int64_t")
}

/// True when the parser of SystemTap's dtrace(1) can read an argument; otherwise it warns, and takes a
/// simpler one for the whole file: `[struct|unsigned|const] word [const] [stars] [name]`, without a second
/// thought where that fails.
pub(crate) fn dtrace_reads(ctype: &str, name: &str) -> bool {
    let text = format!("{} {}", type_in_d(ctype), in_d(name));
    let mut rest = text.trim_start();
    for first in ["struct", "unsigned", "const"] {
        if let Some(after) = rest.strip_prefix(first) {
            rest = after.trim_start();
            break;
        }
    }
    let Some(after) = word(rest) else { return false };
    rest = after;
    if let Some(after) = rest.strip_prefix("const")
        && !after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_' || next == '$')
    {
        rest = after.trim_start();
    }
    let stars = rest.len() - rest.trim_start_matches('*').len();
    rest = rest[stars..].trim_start();
    rest.is_empty() || word(rest).is_some_and(str::is_empty)
}

/// What follows a word, if one stands there.
fn word(text: &str) -> Option<&str> {
    let is_first = |character: char| character.is_ascii_alphabetic() || character == '_';
    let is_rest = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == '$';
    if !text.starts_with(is_first) {
        return None;
    }
    Some(text.trim_start_matches(is_rest).trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dtrace_reads() {
        let check = |ctype: &str, name: &str, expected: bool| {
            assert_eq!(dtrace_reads(ctype, name), expected, "{ctype} {name}");
        };
        for ctype in [
            "int",
            "const int",
            "unsigned int",
            "unsigned",
            "const unsigned",
            "unsigned long",
            "long long",
            "char **",
            "unsigned long long",
            "const char *",
            "char const *",
            "char*",
            "void **",
            "signed",
            "uint8_t *",
            "unsigned char *",
            "unsigned int *",
        ] {
            check(ctype, "x", true);
        }
        for ctype in [
            "long int",
            "unsigned long int",
            "long unsigned",
            "int unsigned",
            "signed int",
            "signed char",
            "short int",
            "unsigned short int",
            "const unsigned char *",
            "char *const *",
            "unsigned long long int",
            "unsigned *",
            "char * *",
            "const unsigned int",
        ] {
            check(ctype, "x", false);
        }
        check("int", "x$y", true);
        check("int", "é", false);
        check("int", "x[3]", false);
        check("int", "default", true);
        check("int", "const", true);
    }
}
