//! Seeded mutants of whole lines: characters and words deleted, inserted, replaced and swapped anywhere in
//! them, the properties, the name and the parentheses too.

use crate::random::Random;

/// What is put into lines: characters and words that mean something to tracetool or to C.
const INSERTED: &[&str] = &[
    " ",
    "  ",
    "\t",
    r#"""#,
    r#""""#,
    r#"" ""#,
    "(",
    ")",
    "()",
    ",",
    ", ",
    ",,",
    "*",
    "**",
    "#",
    "# ",
    "%",
    "%%",
    "%m",
    "%d",
    "%s",
    r"\",
    r"\n",
    "\\x0a",
    "\\012",
    r#"\""#,
    "\\q",
    "\\e",
    "\\0",
    "'",
    ";",
    ":",
    ".",
    "-",
    "_",
    "0",
    "9",
    "0x",
    "/",
    "//",
    "/*",
    "*/",
    "/**/",
    "[",
    "]",
    "[4]",
    "{",
    "}",
    "=",
    "+",
    "&",
    "<",
    ">",
    "!",
    "?",
    "@",
    "$",
    "~",
    "|",
    "void",
    "void ",
    "void, ",
    ", void",
    "int",
    "int ",
    "const",
    "const ",
    "unsigned ",
    "signed ",
    "long ",
    "char *",
    "const char *",
    "uint64_t ",
    "hwaddr ",
    "struct ",
    "disable ",
    "vcpu ",
    "tcg ",
    "disable",
    "PRIx64",
    " PRIx64 ",
    "PRIo32",
    r#"" PRIx64 ""#,
    "int x, ",
    ", int x",
    "\u{e9}",
    "\u{a0}",
    "\u{feff}",
    "\u{b2}",
    "\u{301}",
    "\0",
    "\x0c",
    "\r",
    "default",
    "linux",
    "\\x25",
];

/// `count` mutants of the lines, the same for the same seed.
pub fn line_mutants(lines: &[String], count: usize, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let mut mutants = Vec::with_capacity(count);
    while mutants.len() < count {
        let original = random.pick(lines);
        let mut line = original.clone();
        for _ in 0..=random.below(3) {
            line = if random.one_in(2) {
                mutate_words(&line, &mut random)
            } else {
                mutate_characters(&line, &mut random)
            };
        }
        if line != *original && !line.contains('\n') {
            mutants.push(line);
        }
    }
    mutants
}

fn mutate_characters(line: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = line.chars().collect();
    if characters.is_empty() {
        return (*random.pick(INSERTED)).to_owned();
    }
    let at = random.below(characters.len());
    let other = random.below(characters.len());
    match random.below(8) {
        0 | 1 => drop(characters.remove(at)),
        2 | 3 => drop(characters.splice(at..at, random.pick(INSERTED).chars())),
        4 => drop(characters.splice(at..=at, random.pick(INSERTED).chars())),
        5 => characters.swap(at, other),
        6 => characters.insert(at, characters[other]),
        _ if random.one_in(4) => characters.truncate(at),
        _ => {
            let next = (at + 1).min(characters.len() - 1);
            characters.swap(at, next);
        }
    }
    characters.into_iter().collect()
}

/// The line cut where letters and digits begin and end.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, character) in line.char_indices() {
        let is_word = character.is_alphanumeric() || character == '_';
        if before.is_some_and(|before| before != is_word || !is_word) {
            words.push(&line[start..at]);
            start = at;
        }
        before = Some(is_word);
    }
    words.push(&line[start..]);
    words
}

fn mutate_words(line: &str, random: &mut Random) -> String {
    let mut words = words(line);
    let at = random.below(words.len());
    let other = random.below(words.len());
    let inserted = *random.pick(INSERTED);
    match random.below(7) {
        0 | 1 => drop(words.remove(at)),
        2 => words.insert(at, inserted),
        3 => words[at] = inserted,
        4 => words.swap(at, other),
        5 => words[at] = words[other],
        _ => words.insert(at, words[other]),
    }
    words.concat()
}
