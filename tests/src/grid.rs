//! Events by the thousand: each conversion, length, flag, width and precision with each type.

/// Arguments and a format, of which an event is made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sample {
    /// What stands between the parentheses.
    pub args: String,
    /// What follows them.
    pub format: String,
}

impl Sample {
    /// A sample of that text.
    pub fn new(args: impl Into<String>, format: impl Into<String>) -> Self {
        Self { args: args.into(), format: format.into() }
    }

    /// The event's line, with a name of its own.
    pub fn line(&self, place: usize) -> String {
        let blank = if self.format.is_empty() { "" } else { " " };
        format!("sample_{place}({}){blank}{}", self.args, self.format)
    }
}

/// Every integer type that tracetool allows.
pub const INTEGERS: [&str; 26] = [
    "bool",
    "char",
    "signed char",
    "unsigned char",
    "short",
    "unsigned short",
    "int",
    "signed",
    "unsigned",
    "unsigned int",
    "long",
    "unsigned long",
    "long long",
    "unsigned long long",
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
    "ptrdiff_t",
    "uintptr_t",
];

/// Pointers; `%n`, `%s`, `%ls` tell many of them apart.
const POINTERS: [&str; 24] = [
    "void *",
    "const void *",
    "char *",
    "const char *",
    "char const *",
    "signed char *",
    "const unsigned char *",
    "uint8_t *",
    "const int8_t *",
    "char **",
    "const char **",
    "const char * const *",
    "void **",
    "bool *",
    "int *",
    "const int *",
    "unsigned *",
    "uint32_t *",
    "short *",
    "uint16_t *",
    "long *",
    "uint64_t *",
    "size_t *",
    "long long *",
];

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LENGTHS: [&str; 10] = ["", "hh", "h", "l", "ll", "j", "z", "t", "L", "q"];
const ODD_LENGTHS: [&str; 26] = [
    "hhh", "hhhh", "lll", "llll", "lh", "hl", "lhh", "hll", "zl", "lz", "zz", "jj", "tt", "jl", "lj", "zt",
    "LL", "Ll", "lL", "qq", "ql", "hz", "I", "I32", "I64", "Z",
];
const FLAGS: [&str; 7] = ["-", "+", " ", "#", "0", "'", "I"];

/// A type that fits the letter without a length modifier.
fn fitting(letter: char) -> &'static str {
    match letter {
        's' => "const char *",
        'p' => "void *",
        'n' | 'S' => "int *",
        _ => "int",
    }
}

/// Each letter and length with each type; letters that mean nothing with a few.
pub fn conversions() -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut add = |kinds: &[&str], length: &str, letter: char| {
        for kind in kinds {
            samples.push(Sample::new(format!("{kind} x"), format!(r#""%{length}{letter}""#)));
        }
    };
    for letter in LETTERS.chars() {
        for length in LENGTHS {
            match letter {
                'd' | 'u' | 'x' | 'c' | 'C' | 'D' | 'O' | 'U' => {
                    add(&INTEGERS, length, letter);
                    add(&["void *", "const char *", "int *", "uint8_t *"], length, letter);
                }
                'i' | 'o' | 'X' | 'b' | 'B' => add(&INTEGERS, length, letter),
                's' | 'p' | 'n' | 'S' => {
                    add(&POINTERS, length, letter);
                    add(&["int", "char", "bool", "unsigned long", "uint64_t", "uintptr_t"], length, letter);
                }
                _ if ["", "l", "hh", "z"].contains(&length) => add(&["int", "void *"], length, letter),
                _ => {}
            }
        }
        for length in ODD_LENGTHS {
            match letter {
                'd' | 'u' | 'x' => add(&["int", "long", "long long", "size_t"], length, letter),
                'i' | 'o' | 'X' | 'c' | 's' | 'p' | 'n' | 'b' | 'm' | 'f' => add(&["int"], length, letter),
                _ => {}
            }
        }
    }
    samples
}

/// No flag, each flag, and each pair, with and without widths and precisions.
pub fn flags() -> Vec<Sample> {
    let mut samples = Vec::new();
    let mut add = |flags: &str, middle: &str, letter: char| {
        let conversion = format!(r#""%{flags}{middle}{letter}""#);
        let widths = "int w, ".repeat(middle.matches('*').count());
        let args = match letter {
            'm' | '%' if widths.is_empty() => "void".to_owned(),
            'm' | '%' => "int w".to_owned(),
            _ => format!("{widths}{} x", fitting(letter)),
        };
        samples.push(Sample::new(args, conversion));
    };
    for first in FLAGS {
        for letter in "diuoxXcspnmbBCSDOUfk%".chars() {
            for middle in ["", "8", ".3", "8.3", ".", ".*", "*"] {
                add(first, middle, letter);
            }
        }
        for letter in "duxXcspm%".chars() {
            for middle in ["", "8", ".3", ".*"] {
                for second in FLAGS {
                    add(&format!("{first}{second}"), middle, letter);
                }
            }
        }
    }
    for flags in ["-+ ", "0-#", "+0 #", "000", "#0-+ '", "-#0"] {
        for letter in "duxXcsp".chars() {
            add(flags, "", letter);
        }
    }
    samples
}

/// Widths and precisions of every form; `*` with every type.
pub fn widths() -> Vec<Sample> {
    const FORMS: [&str; 38] = [
        "5",
        "08",
        "*",
        "-*",
        "0*",
        ".3",
        ".",
        ".0",
        ".00",
        ".08",
        ".*",
        "5.",
        "5.3",
        "5.*",
        "*.3",
        "*.*",
        "*.",
        ".-3",
        ".+3",
        ".-",
        "..5",
        "5.5.5",
        "5 ",
        "5+",
        "5-",
        "5#",
        "5'",
        "5*",
        "*5",
        "**",
        ".**",
        "*-",
        "99999999999",
        ".99999999999",
        "2147483648",
        ".2147483648",
        "0000008",
        "0x",
    ];
    let mut samples = Vec::new();
    for form in FORMS {
        for length in ["", "l", "hh"] {
            for letter in if length.is_empty() { "diuoxXcspnmbCS%" } else { "dx" }.chars() {
                let stars = form.matches('*').count();
                let widths: String = (0..stars).map(|at| format!("int w{at}, ")).collect();
                let kind = if length == "l" && fitting(letter) == "int" { "long" } else { fitting(letter) };
                let conversion = format!(r#""%{form}{length}{letter}""#);
                samples.push(Sample::new(format!("{widths}{kind} x"), conversion.clone()));
                if stars > 0 {
                    samples.push(Sample::new(format!("{kind} x"), conversion.clone()));
                    samples.push(Sample::new(
                        format!("{kind} x, {}", widths.trim_end_matches(", ")),
                        conversion,
                    ));
                }
            }
        }
    }
    for kind in INTEGERS.iter().chain(&POINTERS) {
        for (form, rest, letter) in [
            ("*", "int x", "d"),
            (".*", "const char *x", "s"),
            ("08.*", "unsigned x", "x"),
            ("*", "void *x", "p"),
        ] {
            samples.push(Sample::new(format!("{kind} w, {rest}"), format!(r#""%{form}{letter}""#)));
        }
        samples.push(Sample::new(format!("int a, {kind} b, int c"), r#""%*.*d""#));
    }
    samples
}

/// Every PRI macro with every integer type, behind nothing, flags, widths and further lengths.
pub fn macros() -> Vec<Sample> {
    const SUFFIXES: [&str; 14] = [
        "8", "16", "32", "64", "MAX", "PTR", "LEAST8", "LEAST16", "LEAST32", "LEAST64", "FAST8", "FAST16",
        "FAST32", "FAST64",
    ];
    let mut samples = Vec::new();
    for letter in "diouxX".chars() {
        let often = matches!(letter, 'd' | 'x');
        for suffix in SUFFIXES {
            for kind in if often { &INTEGERS[..] } else { &["char", "short", "int", "uint64_t", "size_t"] } {
                samples.push(Sample::new(format!("{kind} x"), format!(r#""x %" PRI{letter}{suffix}"#)));
            }
            for before in ["#", "0", "08", "-8", "+", "08.4", "*", ".", "l", "h", "hh", "ll", "z", "1$"] {
                for kind in if often { &["int", "uint64_t", "uint8_t"][..] } else { &["uint64_t"] } {
                    let star = if before == "*" { "int w, " } else { "" };
                    let format = format!(r#""%{before}" PRI{letter}{suffix} " rest""#);
                    samples.push(Sample::new(format!("{star}{kind} x"), format));
                }
            }
        }
    }
    samples
}

/// Too few, enough and too many arguments, of several kinds.
pub fn counts() -> Vec<Sample> {
    const ARGUMENTS: [&str; 8] = [
        "void",
        "int a",
        "int a, int b",
        "int a, int b, int c",
        "const char *s",
        "const char *s, int a",
        "uint64_t a, const char *s",
        "void *p, void *q, void *r",
    ];
    const FORMATS: [&str; 30] = [
        "",
        r#""""#,
        r#""text""#,
        r#""%d""#,
        r#""%d %d""#,
        r#""%d %d %d""#,
        r#""%d %d %d %d""#,
        r#""%s""#,
        r#""%s %d""#,
        r#""%d %s""#,
        r#""%%""#,
        r#""%% %d""#,
        r#""%d %%""#,
        r#""%*d""#,
        r#""%d %*d""#,
        r#""%.*s""#,
        r#""%*.*s""#,
        r#""%" PRIx64"#,
        r#""%" PRIx64 " %s""#,
        r#""%p""#,
        r#""%p %p %p""#,
        r#""%k""#,
        r#""%k %d""#,
        r#""%d %k""#,
        r#""%d %k %d""#,
        r#""100% done""#,
        r#""100%""#,
        r#""%d%d%d""#,
        r#""%-5d|%5s|""#,
        r#""%c%c""#,
    ];
    let samples = ARGUMENTS.iter().flat_map(|args| FORMATS.map(|format| Sample::new(*args, format)));
    samples.collect()
}

/// Every order of the words of every integer type, `const` among them, with the fitting conversion and others.
pub fn spellings() -> Vec<Sample> {
    const WORDS: [(&[&str], &str); 14] = [
        (&["long", "int"], "l"),
        (&["unsigned", "long", "int"], "l"),
        (&["signed", "long", "int"], "l"),
        (&["unsigned", "long"], "l"),
        (&["long", "long", "int"], "ll"),
        (&["unsigned", "long", "long", "int"], "ll"),
        (&["signed", "long", "long"], "ll"),
        (&["short", "int"], "h"),
        (&["unsigned", "short", "int"], "h"),
        (&["unsigned", "char"], "hh"),
        (&["signed", "char"], "hh"),
        (&["signed", "int"], ""),
        (&["unsigned", "int"], ""),
        (&["uint64_t"], "ll"),
    ];
    let mut samples = Vec::new();
    for (words, length) in WORDS {
        let mut orders = Vec::new();
        permute(words, &mut Vec::new(), &mut orders);
        orders.sort();
        orders.dedup();
        for order in orders {
            for at in 0..=order.len() {
                let mut with_const = order.clone();
                with_const.insert(at, "const");
                for spelled in [&order, &with_const] {
                    let kind = spelled.join(" ");
                    samples.push(Sample::new(format!("{kind} x"), format!(r#""%{length}d""#)));
                    samples.push(Sample::new(format!("{kind}  *x"), r#""%p""#));
                    samples.push(Sample::new(format!("{kind} x"), r#""%lx""#));
                }
            }
        }
    }
    samples.dedup();
    samples
}

fn permute<'word>(rest: &[&'word str], taken: &mut Vec<&'word str>, orders: &mut Vec<Vec<&'word str>>) {
    if rest.is_empty() {
        orders.push(taken.clone());
    }
    for at in 0..rest.len() {
        let mut others = rest.to_vec();
        taken.push(others.remove(at));
        permute(&others, taken, orders);
        taken.pop();
    }
}
