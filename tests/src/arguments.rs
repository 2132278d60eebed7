//! Which events can share one C file with others. An event whose C can't be told apart from its neighbours'
//! (an open quote, a stray brace, no parameter list) is judged in a file of its own.

/// Words that can't name a parameter: keywords, and macros of the headers that generated code includes.
const KEYWORDS: [&str; 53] = [
    "auto",
    "break",
    "case",
    "char",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extern",
    "float",
    "for",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "register",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "struct",
    "switch",
    "typedef",
    "union",
    "unsigned",
    "void",
    "volatile",
    "while",
    "_Bool",
    "_Complex",
    "_Alignas",
    "_Alignof",
    "_Atomic",
    "_Generic",
    "_Noreturn",
    "_Static_assert",
    "_Thread_local",
    "asm",
    "typeof",
    "bool",
    "linux",
    "unix",
    "i386",
    "NULL",
    "true",
    "false",
    "errno",
];

/// Integer types of several words, the words sorted.
const SPELLED: [&str; 27] = [
    "char",
    "char signed",
    "char unsigned",
    "short",
    "int short",
    "short signed",
    "int short signed",
    "short unsigned",
    "int short unsigned",
    "int",
    "signed",
    "int signed",
    "unsigned",
    "int unsigned",
    "long",
    "int long",
    "long signed",
    "int long signed",
    "long unsigned",
    "int long unsigned",
    "long long",
    "int long long",
    "long long signed",
    "int long long signed",
    "long long unsigned",
    "int long long unsigned",
    "bool",
];

const TYPEDEFS: [&str; 12] = [
    "int8_t",
    "uint8_t",
    "int16_t",
    "uint16_t",
    "int32_t",
    "uint32_t",
    "int64_t",
    "uint64_t",
    "size_t",
    "ssize_t",
    "uintptr_t",
    "ptrdiff_t",
];

/// Whether the arguments are sure to be a parameter list that C accepts.
pub fn are_plain(args: &[(String, String)]) -> bool {
    let mut names: Vec<&str> = args.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.len() == args.len() && args.iter().all(|(kind, name)| is_type(kind) && is_name(name))
}

fn is_type(text: &str) -> bool {
    let stars = text.contains('*');
    let Some(base) = text.split('*').next() else { return false };
    let after_first_star = &text[base.len()..];
    if !after_first_star.replace('*', " ").split_whitespace().all(|word| word == "const") {
        return false;
    }
    let mut words: Vec<&str> = base.split_whitespace().filter(|&word| word != "const").collect();
    words.sort_unstable();
    let joined = words.join(" ");
    SPELLED.contains(&joined.as_str()) || TYPEDEFS.contains(&joined.as_str()) || (stars && joined == "void")
}

fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    starts
        && characters.all(|other| other.is_ascii_alphanumeric() || other == '_')
        && !KEYWORDS.contains(&text)
        && !TYPEDEFS.contains(&text)
        && !text.starts_with("PRI")
        && !["qemu_log", "_now", "gettimeofday", "qemu_get_thread_id", "message_with_timestamp"]
            .contains(&text)
}

/// Whether the format is only closed string pieces and identifiers, all on one line.
pub fn is_self_contained(format: &str) -> bool {
    let mut rest = format.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = match first {
            b'"' => match end_of_string(tail) {
                Some(after) => after,
                None => return false,
            },
            b' ' | b'\t' => tail,
            // R"..." is a raw string, which may run on; so any name that touches a quote is left out.
            letter if letter.is_ascii_alphanumeric() || *letter == b'_' => {
                let end = tail.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'));
                let after = end.map_or(&[][..], |end| &tail[end..]);
                let name_length = rest.len() - after.len();
                let is_macro = rest[..name_length].starts_with(b"PRI");
                if after.first() == Some(&b'"') && !is_macro {
                    return false;
                }
                after
            }
            _ => return false,
        };
    }
    true
}

fn end_of_string(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        rest = match rest {
            [b'\\', b'\r' | b'\n', ..] | [b'\r' | b'\n', ..] | [] => return None,
            [b'\\', _, tail @ ..] => tail,
            [b'"', tail @ ..] => return Some(tail),
            [_, tail @ ..] => tail,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_stand_alone() {
        for good in [r#""a %d" PRIx64"b""#, r#""\"" "x""#, "", r#""a" foo"#] {
            assert!(is_self_contained(good), "{good}");
        }
        for bad in [r#""a"#, r#""a\""#, r#""a" /* b"#, r#""a" R"(b"#, r#""a" {"#, r#""a";"#] {
            assert!(!is_self_contained(bad), "{bad}");
        }
    }

    #[test]
    fn plain_arguments() {
        let pair = |kind: &str, name: &str| (kind.to_owned(), name.to_owned());
        for (kind, name) in [("int", "x"), ("long const unsigned", "x"), ("const char *const *", "s")] {
            assert!(are_plain(&[pair(kind, name)]), "{kind} {name}");
        }
        for (kind, name) in [("int int", "x"), ("int", "int"), ("int", "x y"), ("void", "x"), ("int", "9x")] {
            assert!(!are_plain(&[pair(kind, name)]), "{kind} {name}");
        }
    }
}
