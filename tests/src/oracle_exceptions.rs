//! Rules that on purpose report what compiles, which the oracles can't confirm.

use crate::program::Finding;

/// The event does something other than what it says: the rule, and what becomes of the event.
pub const ON_PURPOSE: [(&str, &str); 11] = [
    ("format-newline", r"compiles; tracetool refuses `\n`, which `\x0a` is, too"),
    ("swapped-flag-digits", "compiles, and prints `%0x` and an 8"),
    ("macro-in-string", "compiles when no argument is left over"),
    ("macro-without-percent", "compiles, and prints the macro's letters"),
    ("format-percent-m", "compiles, and prints whatever errno is by then; tracetool refuses `%m` itself"),
    ("format-percent-n", "compiles, and writes to memory"),
    ("format-not-read", "compiles, without the format that the author wrote"),
    ("invalid-argument", "compiles by chance: tracetool takes `x[4]` for a name"),
    (
        "bidirectional-text",
        "compiles where the characters are paired; the line reads differently from what it says",
    ),
    ("text-after-format", "`? \"%d\" : \"%d\"` compiles, and drops the event's name or the format"),
    ("reserved-argument-name", "`int errno` declares a pointer to a function, which no call fits"),
];

/// What newer compilers take, and older ones or a C library do not: what the message says, and who.
const BY_OTHERS: [(&str, &str); 4] = [
    ("is new in C23", "gcc before 12 and clang before 16 refuse it; musl prints nothing of the line"),
    ("an old name for `ll`", "musl prints nothing of the line, Windows the conversion as it is"),
    ("is for long double", "musl prints nothing of the line"),
    ("names its argument by number", "Windows prints the conversion as it is"),
];

/// Whether a finding is one of them.
pub fn is_on_purpose(finding: &Finding) -> bool {
    ON_PURPOSE.iter().any(|(rule, _)| *rule == finding.rule)
        || BY_OTHERS.iter().any(|(part, _)| finding.message.contains(part))
}
