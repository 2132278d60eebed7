//! Seeded mutants of real events: the problems that people make, one or two in an event.

use crate::grid::{INTEGERS, Sample};
use crate::random::Random;

/// The arguments and format of a declaration, without its name and properties.
fn parts(line: &str) -> Option<Sample> {
    let (open, close) = (line.find('(')?, line.find(')')?);
    Some(Sample::new(&line[open + 1..close], line[close + 1..].trim()))
}

/// `count` mutants of the events, the same for the same seed.
pub fn mutants(lines: &[String], count: usize, seed: u64) -> Vec<Sample> {
    let originals: Vec<Sample> = lines.iter().filter_map(|line| parts(line)).collect();
    let mut random = Random::new(seed);
    let mut mutants = Vec::new();
    while mutants.len() < count {
        let mut sample = random.pick(&originals).clone();
        for _ in 0..=random.below(2) {
            sample = mutate(&sample, &mut random);
        }
        mutants.push(sample);
    }
    mutants
}

fn mutate(sample: &Sample, random: &mut Random) -> Sample {
    let Sample { args, format } = sample.clone();
    match random.below(16) {
        0..=3 => Sample { args: change_type(&args, random), format },
        4 => Sample { args: drop_or_add_argument(&args, random), format },
        5 => Sample { args: swap_arguments(&args, random), format },
        6..=8 => Sample { args, format: change_conversion(&format, random) },
        9 | 10 => Sample { args, format: insert_after_percent(&format, random) },
        11 => Sample { args, format: change_macro(&format, random) },
        12 => Sample { args, format: drop_one_of(&format, '%', random) },
        13 => Sample { args, format: insert_somewhere(&format, random) },
        14 if random.one_in(3) => Sample { args, format: drop_one_of(&format, '"', random) },
        _ => Sample { args, format: drop_character(&format, random) },
    }
}

/// Byte positions of a character.
fn positions(text: &str, wanted: char) -> Vec<usize> {
    text.match_indices(wanted).map(|(at, _)| at).collect()
}

fn change_type(args: &str, random: &mut Random) -> String {
    let mut list: Vec<String> = args.split(',').map(|arg| arg.trim().to_owned()).collect();
    let at = random.below(list.len());
    let name = list[at].rsplit([' ', '*']).next().unwrap_or_default().to_owned();
    if name == "void" || name.is_empty() {
        return args.to_owned();
    }
    const POINTERS: [&str; 8] = [
        "void *",
        "const char *",
        "char *",
        "uint8_t *",
        "int *",
        "const void *",
        "char **",
        "signed char *",
    ];
    list[at] = match random.below(5) {
        0 => format!("{}{name}", random.pick(&POINTERS)),
        1 => format!("const {} {name}", random.pick(&INTEGERS)),
        2 => format!("{} const {name}", random.pick(&INTEGERS)),
        _ => format!("{} {name}", random.pick(&INTEGERS)),
    };
    list.join(", ")
}

fn drop_or_add_argument(args: &str, random: &mut Random) -> String {
    let mut list: Vec<&str> = args.split(',').map(str::trim).collect();
    if list == ["void"] {
        return "int added".to_owned();
    }
    let at = random.below(list.len());
    if random.one_in(2) {
        const ADDED: [&str; 4] = ["int added", "uint64_t added", "const char *added", "void *added"];
        list.insert(at, *random.pick(&ADDED));
    } else if list.len() == 1 {
        list = vec!["void"];
    } else {
        list.remove(at);
    }
    list.join(", ")
}

fn swap_arguments(args: &str, random: &mut Random) -> String {
    let mut list: Vec<&str> = args.split(',').map(str::trim).collect();
    let (first, second) = (random.below(list.len()), random.below(list.len()));
    list.swap(first, second);
    list.join(", ")
}

/// Another letter for a conversion; those that QEMU uses are likelier.
fn change_conversion(format: &str, random: &mut Random) -> String {
    let starts = positions(format, '%');
    if starts.is_empty() {
        return format!(r#"{format} "%d""#);
    }
    let start = *random.pick(&starts) + 1;
    let after = &format[start..];
    let Some(offset) = after.find(|character: char| !"0123456789.*#-+ 'lhzjtqL".contains(character)) else {
        return format.to_owned();
    };
    let at = start + offset;
    let old = format[at..].chars().next().map_or(0, char::len_utf8);
    let letters: Vec<char> = "dduuxxspcXioplhzjtnLqfgeaknmbSC$%y".chars().collect();
    let mut new = random.pick(&letters).to_string();
    if random.one_in(3) {
        new = (*random.pick(&["lx", "llx", "zu", "zd", "hhx", "hu", "td", "ju", "ld", "llu", "lu", "hhd"]))
            .to_owned();
    }
    // A conversion that a macro ends stands before a quote: put the letter in front of it.
    let end = if &format[at..at + old] == r#"""# { at } else { at + old };
    format!("{}{new}{}", &format[..at], &format[end..])
}

fn insert_after_percent(format: &str, random: &mut Random) -> String {
    const INSERTED: [&str; 36] = [
        "#", "0", "-", "+", " ", "'", "08", "016", "8", "-8", "*", ".*", ".3", ".", "l", "ll", "h", "hh",
        "z", "j", "t", "L", "q", "0x", "1$", "2$", "##", "0-8", "+ ", "I", "#0", "08.4", "%", r#"" ""#,
        r#"l" ""#, "\\x25",
    ];
    let starts = positions(format, '%');
    if starts.is_empty() {
        return format.to_owned();
    }
    let at = *random.pick(&starts) + 1;
    format!("{}{}{}", &format[..at], random.pick(&INSERTED), &format[at..])
}

fn change_macro(format: &str, random: &mut Random) -> String {
    let starts: Vec<usize> = format.match_indices("PRI").map(|(at, _)| at).collect();
    if starts.is_empty() {
        return format.to_owned();
    }
    let at = *random.pick(&starts);
    let after = &format[at..];
    let length = after.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(after.len());
    let (before, name, rest) = (&format[..at], &after[..length], &after[length..]);
    let letter = random.pick(&["d", "i", "o", "u", "x", "X"]);
    let width = random.pick(&["8", "16", "32", "64", "MAX", "PTR", "LEAST32", "FAST64", "FAST16"]);
    match random.below(8) {
        0..=3 => format!("{before}PRI{letter}{width}{rest}"),
        4 => format!("{before}{}{rest}", &name[..name.len() - 1]),
        5 => format!(r#"{}{name}"{rest}"#, before.trim_end().trim_end_matches('"')),
        6 => format!("{before}{name} {name}{rest}"),
        _ => format!("{before}{}{rest}", name.to_lowercase()),
    }
}

fn drop_one_of(format: &str, wanted: char, random: &mut Random) -> String {
    let found = positions(format, wanted);
    if found.is_empty() {
        return format.to_owned();
    }
    let at = *random.pick(&found);
    format!("{}{}", &format[..at], &format[at + 1..])
}

fn insert_somewhere(format: &str, random: &mut Random) -> String {
    const INSERTED: [&str; 30] = [
        "%",
        "%%",
        "%d",
        "%s",
        r#" %" PRIx64 " "#,
        "%u%%",
        "\\t",
        "\\x25",
        "\\045",
        "\\q",
        "\\0",
        r#"\""#,
        r#"" ""#,
        r#""""#,
        r#"""#,
        " ",
        "l",
        "x",
        "0x",
        "*",
        ".",
        "%5%",
        "%#x",
        "%08",
        "% d",
        "%.*s",
        "%zu",
        "\\x41",
        ";",
        "%l",
    ];
    let boundaries: Vec<usize> = format.char_indices().map(|(at, _)| at).chain([format.len()]).collect();
    let at = *random.pick(&boundaries);
    format!("{}{}{}", &format[..at], random.pick(&INSERTED), &format[at..])
}

fn drop_character(format: &str, random: &mut Random) -> String {
    let characters: Vec<(usize, char)> = format.char_indices().collect();
    if characters.is_empty() {
        return format.to_owned();
    }
    let (at, character) = *random.pick(&characters);
    format!("{}{}", &format[..at], &format[at + character.len_utf8()..])
}
