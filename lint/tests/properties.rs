//! Property tests: what `invariants` says holds for any bytes, for text in the shape of the grammar
//! and for the seeds of the fuzz targets.
//!
//! The same cases on every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` ask for others.

mod invariants;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(0x7ace);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    config
}

/// The checks of all fuzz targets.
fn all(text: &[u8]) {
    invariants::lexer(text);
    invariants::parser(text);
    invariants::printf(text);
    invariants::check(text);
    invariants::recording(text);
}

const PROPERTIES: [&str; 8] =
    ["disable ", "vcpu ", "tcg ", "disabled ", "Disable  ", " ", "\t", "f\u{f6}\u{2003}"];
const NAMES: [&str; 8] = ["foo", "foo_enabled", "FOO", "foo_read", "init", "disable", "f\u{f6}", "foo "];
const TYPES: [&str; 24] = [
    "int ",
    "unsigned int ",
    "uint8_t ",
    "short ",
    "long ",
    "unsigned long ",
    "long long ",
    "uint32_t ",
    "int64_t ",
    "uint64_t ",
    "size_t ",
    "ssize_t ",
    "uintptr_t ",
    "bool ",
    "char ",
    "const char *",
    "void *",
    "char **",
    "hwaddr ",
    "void ",
    "int int ",
    "unsigned\tint ",
    "const ",
    "",
];
const ARGUMENTS: [&str; 12] =
    ["a", "b", "addr", "size", "int", "_now", "const s", "b[4]", "x:3", "9x", "a /* b, c */", ""];
const SEPARATORS: [&str; 6] = [", ", ", ", ", ", ",", ",,", ", void, "];
const TEXTS: [&str; 20] = [
    "a=", " b=", "addr=", " size=", "0x", "10x", " ", ", ", "hex ", r"\n", "\\t", "\\x0a", "\\012",
    "\\u00e9", "\\q", r"\\n", "\u{f6}", "%%", "%%m", r#"" ""#,
];
const CONVERSIONS: [&str; 40] = [
    "%d",
    "%u",
    "%x",
    "%i",
    "%o",
    "%c",
    "%s",
    "%p",
    "%ld",
    "%lu",
    "%lx",
    "%llx",
    "%zu",
    "%zd",
    "%td",
    "%hhd",
    "%hx",
    "%jd",
    "%08x",
    "%#x",
    "%-4d",
    "%+d",
    "%*d",
    "%.*s",
    "%0*x",
    "%'d",
    "%0x8",
    "%1$d",
    "%n",
    "%m",
    "%f",
    "%lc",
    "%ls",
    r#"%" PRIx64 ""#,
    r#"%" PRIu64"#,
    r#"%016" PRIx64 ""#,
    r#"0x%" PRIxPTR " "#,
    "%PRIx64",
    r#"" PRId32 ""#,
    "%\\x64",
];
const TAILS: [&str; 12] = [
    r#"""#,
    r#"""#,
    r#"""#,
    r#"""#,
    "",
    r#"" PRIx64"#,
    r#"" """#,
    r#"" HWADDR_PRIx"#,
    r#"";"#,
    r#"" # a"#,
    r#"", "b""#,
    r#"" /* b */"#,
];

fn argument() -> impl Strategy<Value = String> {
    let parts = (select(&TYPES[..]), select(&ARGUMENTS[..]), select(&SEPARATORS[..]));
    parts.prop_map(|(ctype, name, separator)| format!("{ctype}{name}{separator}"))
}

fn format() -> impl Strategy<Value = String> {
    let part = prop_oneof![select(&TEXTS[..]), select(&CONVERSIONS[..]), select(&CONVERSIONS[..])];
    let parts = (prop::collection::vec(part, 0..8), select(&TAILS[..]));
    parts.prop_map(|(parts, tail)| format!(r#""{}{tail}"#, parts.concat()))
}

fn event() -> impl Strategy<Value = String> {
    let properties =
        prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(select(&PROPERTIES[..]), 1..3)];
    let arguments = prop_oneof![4 => prop::collection::vec(argument(), 1..5), 1 => Just(vec!["void".into()])];
    let parts = (properties, select(&NAMES[..]), arguments, format());
    parts.prop_map(|(properties, name, arguments, format)| {
        let arguments = arguments.concat();
        let arguments = arguments.trim_end_matches([' ', ',']);
        format!("{}{name}({arguments}) {format}", properties.concat())
    })
}

/// A file of some lines, and then perhaps a few bytes of it lost or changed.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![8 => event(), 1 => Just("# a comment".into()), 1 => Just(" \t".into()), 1 => any::<String>()];
    let newline = select(&["\n", "\n", "\n", "\r\n", "\r", ""][..]);
    let byte = prop_oneof![
        select(&b"\"%\\(),* \n\r\t#/0\0\x1b"[..]).prop_map(Some),
        any::<u8>().prop_map(Some),
        Just(None)
    ];
    let change = (any::<prop::sample::Index>(), byte);
    let changes = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(change, 1..4)];
    (prop::collection::vec((line, newline), 0..5), changes).prop_map(|(lines, changes)| {
        let mut text = String::new();
        lines.iter().for_each(|(line, newline)| text.extend([line, *newline]));
        let mut text = text.into_bytes();
        for (index, byte) in changes {
            if text.is_empty() {
                break;
            }
            let at = index.index(text.len());
            match byte {
                Some(byte) => text[at] = byte,
                None => drop(text.remove(at)),
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn any_bytes(text in prop::collection::vec(any::<u8>(), 0..200)) {
        all(&text);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        all(text.as_bytes());
    }

    #[test]
    fn text_in_the_shape_of_the_grammar(text in file()) {
        all(&text);
    }
}

#[test]
fn seeds_of_the_fuzz_targets() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut count = 0;
    for target in std::fs::read_dir(seeds).expect("fuzz/seeds is there") {
        for seed in std::fs::read_dir(target.expect("a folder").path()).expect("a folder of seeds") {
            let path = seed.expect("a seed").path();
            println!("{}", path.display());
            all(&std::fs::read(path).expect("a seed can be read"));
            count += 1;
        }
    }
    assert!(count > 20, "only {count} seeds");
}
